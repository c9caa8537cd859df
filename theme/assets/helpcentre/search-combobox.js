// @ts-check
// A search field as a combobox (WAI-ARIA 1.2): arrow keys go through the options below it, Enter follows one.

/** @typedef {{open: () => void, close: () => void}} Box */

export class Combobox {
  /** @param {HTMLInputElement} input @param {HTMLElement} box where the options are @param {Box} actions */
  constructor(input, box, actions) {
    this.input = input;
    this.box = box;
    this.actions = actions;
    this.active = -1;
  }

  /** @param {HTMLElement} root the field with its box, which is hidden when the focus leaves them */
  start(root) {
    this.input.setAttribute("role", "combobox");
    this.input.setAttribute("aria-autocomplete", "list");
    this.input.setAttribute("aria-expanded", "false");
    this.input.setAttribute("aria-controls", `${this.box.id}-list`);
    root.addEventListener("focusout", (event) => {
      if (!root.contains(/** @type {Node | null} */ (event.relatedTarget))) this.box.hidden = true;
      if (this.box.hidden) this.input.setAttribute("aria-expanded", "false");
    });
    this.box.addEventListener("mousedown", (event) => event.preventDefault());
    this.input.addEventListener("keydown", (event) => this.handleKey(event));
  }

  options() {
    return /** @type {HTMLElement[]} */ ([...this.box.querySelectorAll("[role=option]")]);
  }

  /** Makes an option active, and shows it; -1 is the field itself. @param {number} active */
  activate(active) {
    this.active = active;
    const options = this.options();
    options.forEach((option, position) => option.setAttribute("aria-selected", String(position === active)));
    const chosen = options[active];
    if (!chosen) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  }

  showBox() {
    this.box.hidden = false;
    this.input.setAttribute("aria-expanded", String(this.options().length > 0));
  }

  hideBox() {
    this.box.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.activate(-1);
  }

  /** @param {KeyboardEvent} event */
  handleKey(event) {
    if (event.isComposing) return;
    const options = this.options();
    if (event.key === "Escape") {
      // browsers would empty the field even if it only closes the box
      event.preventDefault();
      if (this.box.hidden && this.box.getAttribute("aria-busy") !== "true") this.input.value = "";
      this.actions.close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options.length) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      const next = this.box.hidden ? this.active : stepActive(this.active, options.length, step);
      if (this.box.hidden) this.actions.open();
      this.activate(next);
    } else if (event.key === "Enter" && options[this.active] && !this.box.hidden) {
      event.preventDefault();
      options[this.active].click();
    }
  }
}

/** The option after or before the active one; -1, the field itself, is between the last and the first.
 * @param {number} active @param {number} length @param {1 | -1} step */
export function stepActive(active, length, step) {
  return ((active + 1 + step + length + 1) % (length + 1)) - 1;
}
