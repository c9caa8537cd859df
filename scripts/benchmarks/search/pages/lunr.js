import { field } from "./field.js";

let opening;
const open = () =>
  (opening ??= (async () => {
    const script = new Promise((resolve) => {
      const element = Object.assign(document.createElement("script"), { src: "lunr.js", onload: resolve });
      document.head.append(element);
    });
    const json = (path) => fetch(path).then((answer) => answer.json());
    const [index, titles] = await Promise.all([json("index.json"), json("titles.json"), script]);
    /* language */
    return { index: lunr.Index.load(index), titles };
  })());

field(open, async (query) => {
  const { index, titles } = await open();
  const plain = query.replace(/[-+^~*:]/g, " ");
  return index.search(plain).map(({ ref }) => ({ id: ref, title: titles[ref] }));
});
