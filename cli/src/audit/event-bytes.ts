const encoder = new TextEncoder();
/** Nearly all events fit; it is cheaper to use it again than to allocate. */
const scratch = new Uint8Array(65_536);

/** An event's text as the bytes that were hashed. They are overwritten by the next call. */
export const eventBytes = (event: string): Uint8Array => {
  // A UTF-16 code unit takes at most three bytes.
  if (event.length * 3 > scratch.length) return encoder.encode(event);
  return scratch.subarray(0, encoder.encodeInto(event, scratch).written);
};
