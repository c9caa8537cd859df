// @ts-check
// The bytes of the packed index: what plugins/helpcentre/search/binary_format.py writes.

const decoder = new TextDecoder();

/** The content of a file; a server may have decompressed it already. @param {Uint8Array} bytes */
export async function decompress(bytes) {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const stream = new Blob([/** @type {BlobPart} */ (bytes)]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Reads bytes, varints and texts from `data`, one after another. */
export class ByteReader {
  /** @param {Uint8Array} data @param {number} [at] */
  constructor(data, at = 0) {
    this.data = data;
    this.at = at;
  }

  readByte() {
    if (this.at >= this.data.length) throw new Error("a chunk ends too early");
    return this.data[this.at++];
  }

  readVarint() {
    let number = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.readByte();
      number += (byte & 127) * factor;
      if (byte < 128) return number;
    }
  }

  readBytes() {
    const length = this.readVarint();
    if (this.at + length > this.data.length) throw new Error("a chunk ends too early");
    this.at += length;
    return this.data.slice(this.at - length, this.at);
  }

  readText() {
    return decoder.decode(this.readBytes());
  }

  readItems() {
    return frontDecode(this.readText());
  }
}

/** The items that `front_code` encoded. @param {string} text @returns {string[]} */
export function frontDecode(text) {
  let previous = "";
  if (!text) return [];
  return text.split("\n").map((line) => (previous = previous.slice(0, line.charCodeAt(0) - 48) + line.slice(1)));
}
