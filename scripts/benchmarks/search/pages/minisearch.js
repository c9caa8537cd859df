import { field } from "./field.js";

let opening;
const open = () =>
  (opening ??= (async () => {
    const [{ default: MiniSearch }, text] = await Promise.all([
      import("./minisearch.js"),
      fetch("index.json").then((answer) => answer.text()),
    ]);
    return MiniSearch.loadJSON(text, { fields: ["title", "asks", "text"], storeFields: ["title"] });
  })());

field(open, async (query) => (await open()).search(query, { prefix: true, fuzzy: 0.2, boost: { title: 4 } }));
