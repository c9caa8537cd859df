// @ts-check
// The search in a worker of its own: all work is search-session.js.

import { session } from "./search-session.js";

const handle = session((reply) => self.postMessage(reply));
self.onmessage = (event) => handle(event.data);
