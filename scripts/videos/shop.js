// Puts one pose on the page; every frame is a function of its pose, so nothing here moves by itself.
const $ = (selector) => document.querySelector(selector);

function box(name) {
  const r = $(`[data-name="${name}"]`).getBoundingClientRect();
  return { x: r.x, y: r.y, width: r.width, height: r.height };
}

function pose({ name, x, y, pointer, ring, ripple, drawn, typed, done }) {
  document.documentElement.style.setProperty("--drawn", drawn);
  Object.assign($("#cursor").style, { transform: `translate(${x}px, ${y}px)`, opacity: pointer });
  Object.assign($("#ripple").style, {
    left: `${x}px`, top: `${y}px`, opacity: ripple ? 1 - ripple : 0,
    transform: `translate(-50%, -50%) scale(${0.35 + ripple})`,
  });
  if (name) {
    $(`[data-name="${name}"]`).classList.toggle("done", done);
    const r = box(name);
    Object.assign($("#ring").style, {
      opacity: ring, left: `${r.x - 9}px`, top: `${r.y - 9}px`, width: `${r.width + 18}px`, height: `${r.height + 18}px`,
    });
  }
  const field = $("[data-typed]");
  if (field) field.textContent = typed;
}
