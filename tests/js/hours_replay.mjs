// Replays what Python answered (tests/support/test_calendar_properties.py); prints how many and how many differ.
import { readFileSync } from "node:fs";
import { answerBy, status } from "../../theme/assets/helpcentre/hours.js";

let asked = 0;
let different = 0;
for (const { schedule, asked: questions } of JSON.parse(readFileSync(process.argv[2], "utf8"))) {
  for (const [minute, working, open, next, by] of questions) {
    const found = status(schedule, minute);
    const answer = [found?.open ?? null, found?.next ?? null, answerBy(schedule, minute, working)];
    asked += 1;
    different += Number(JSON.stringify(answer) !== JSON.stringify([open, next, by]));
  }
}
console.log(asked, different);
