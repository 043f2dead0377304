/** Collects what is opened, and fails unless it is the text in UTF-8, byte by byte. Answers in how many pieces it came. */
export async function assertBytes(content: AsyncIterable<Uint8Array>, text: string, what: string): Promise<number> {
  const expected = new TextEncoder().encode(text);
  let [position, pieces] = [0, 0];
  for await (const piece of content) {
    const at = position;
    if (!piece.every((byte, index) => byte === expected[at + index])) {
      throw new Error(`${what}: a byte after the first ${position} is not what was put in.`);
    }
    position += piece.length;
    pieces += 1;
  }
  if (position !== expected.length) throw new Error(`${what}: expected ${expected.length} bytes, got ${position}.`);
  return pieces;
}
