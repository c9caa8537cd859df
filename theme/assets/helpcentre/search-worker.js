// @ts-check
// The search in a worker; search-session.js does the work.

import { createSession } from "./search-session.js";

const handle = createSession((reply) => self.postMessage(reply));
self.onmessage = (event) => handle(event.data);
