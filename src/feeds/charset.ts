/** The names that servers and documents give to encodings, beside those of the WHATWG Encoding Standard. */

const LATIN = ['', '1', '2', '3', '4', '9', '10', '13', '14', '15', '16'];

/** Written without what parts their letters and digits: "cp-1251", "KOI8_U", "x-mac-cyrillic". */
const ALIASES: [RegExp, (match: RegExpExecArray) => string][] = [
  [/^(?:x|cs|cp)?utf8(?:mb[34]|sig|bom|n)?$|^(?:cp|windows)?65001$/, () => 'utf-8'],
  [/^(?:x|cs|ms)?(?:cp|win|windows|ansi|ms|mswin)(125\d|874)$/, ([, page]) => `windows-${page}`],
  [/^ansi$/, () => 'windows-1252'],
  [/^(?:x|cs)?(?:cp|ibm|dos|oem)866$/, () => 'ibm866'],
  [/^(?:x|cs)?iso(?:ir\d+)?8859(\d{1,2})(?:19\d\d)?[ei]?$/, ([, part]) => `iso-8859-${part}`],
  [/^(?:x|cs)?(?:iso)?(?:latin|l)(\d{1,2})$/, ([, number]) => `iso-8859-${LATIN[Number(number)] ?? ''}`],
  [/^(?:x|cs)?koi8(?:u|ru)$/, () => 'koi8-u'],
  [/^(?:x|cs)?koi8r?$/, () => 'koi8-r'],
  [/^(?:x|cs)?mac(?:cyrillic|ukrainian|ukraine)$/, () => 'x-mac-cyrillic'],
  [/^(?:x|cs)?mac(?:intosh|roman)?$/, () => 'macintosh'],
  [/^(?:x|cs)?(?:cp|ms|windows)?(?:932|31j)$|^(?:x|cs)?s(?:hift)?jis$/, () => 'shift_jis'],
  [/^(?:x|cs)?(?:cp|ms|windows)936$|^(?:x|cs)?gb(?:k|2312|18030)?$/, () => 'gb18030'],
  [/^(?:x|cs)?(?:cp|ms|windows|uhc)?949$/, () => 'euc-kr'],
  [/^(?:x|cs)?(?:cp|ms|windows)?950$|^big5hkscs$/, () => 'big5'],
  [/^ucs2(?:le)?$|^utf16$|^unicode$/, () => 'utf-16le'],
  [/^(?:us)?ascii7?$/, () => 'windows-1252'],
];

/** The encoding's WHATWG name, in lower case; undefined for what is no name of any. */
export function encodingOf(label: string | undefined): string | undefined {
  if (!label) return undefined;
  const direct = knownEncoding(label);
  if (direct !== undefined) return direct;
  const plain = label.toLowerCase().replace(/[^a-z\d]/g, '');
  for (const [pattern, nameOf] of ALIASES) {
    const match = pattern.exec(plain);
    const encoding = match === null ? undefined : knownEncoding(nameOf(match));
    if (encoding !== undefined) return encoding;
  }
  return undefined;
}

function knownEncoding(label: string): string | undefined {
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}
