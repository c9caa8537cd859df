import { field } from "./field.js";

let opening;
const open = () =>
  (opening ??= (async () => {
    const [orama, { settings }, text] = await Promise.all([
      import("./orama.js"),
      import("./settings.js"),
      fetch("index.json").then((answer) => answer.text()),
    ]);
    const database = orama.create(settings);
    orama.load(database, JSON.parse(text));
    return { orama, database };
  })());

field(open, async (term) => {
  const { orama, database } = await open();
  const { hits } = await orama.search(database, { term, tolerance: 1, boost: { title: 4 }, threshold: 1, limit: 20 });
  return hits.map(({ document }) => document);
});
