// The least a page needs: load at the first touch, ask while typing, list five results.

/** @param {() => Promise<unknown>} open @param {(query: string) => Promise<{id: string, title: string}[]>} find */
export function field(open, find) {
  const input = document.querySelector("#field");
  const list = document.querySelector("#results");
  input.addEventListener("focus", open);
  input.addEventListener("input", async () => {
    const query = input.value;
    const found = await find(query);
    if (query !== input.value) return;
    list.replaceChildren(
      ...found.slice(0, 5).map(({ id, title }) => {
        const item = document.createElement("li");
        item.append(Object.assign(document.createElement("a"), { href: `/${id}/`, textContent: title }));
        return item;
      }),
    );
  });
  globalThis.bench = async (query, limit) => {
    await open();
    const began = performance.now();
    const found = await find(query);
    return { ids: found.slice(0, limit).map(({ id }) => id), ms: performance.now() - began };
  };
}
