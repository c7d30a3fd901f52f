/** windows-1252, the encoding of last resort, read by hand because Node 20's TextDecoder reads it as Latin-1. */

// https://encoding.spec.whatwg.org/index-windows-1252.txt, bytes 0x80 to 0x9f.
const UPPER_CONTROLS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

export function decodeWindows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, (byte) => UPPER_CONTROLS.charAt(byte.charCodeAt(0) - 0x80));
}
