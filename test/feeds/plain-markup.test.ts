// The quick way to read markup decides nothing: what it makes is what the thorough one makes, or it leaves it alone.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { articleHtml, sanitised } from '../../src/feeds/article-html.js';
import { withoutXmlControls } from '../../src/feeds/control-characters.js';
import { readPlainly } from '../../src/feeds/plain-markup.js';
import { plainText } from '../../src/feeds/plain-text.js';

const BASE = 'https://news.example/story';

const text = fc.oneof(
  fc.constantFrom('a', ' ', 'Łódź ', '&amp;', '&nbsp;', '&lt;b&gt;', '&#8217;', '&#x20ac;', '&quot;', '>', '"', '\n'),
  fc.constantFrom('&', '&copy', '&notit;', '&#150;', '&#0;', '\u0001', '<', '< b', '<!-- x -->', ']]>', '&#1;', '😀'),
  fc.string({ maxLength: 4 }),
);
const name = fc.constantFrom(
  ...'p p p a b em div h2 h3 li ul ol blockquote img br hr figure span pre td table script style svg font'.split(' '),
);
const attribute = fc
  .tuple(
    fc.constantFrom(
      'href',
      'src',
      'alt',
      'title',
      'width',
      'style',
      'start',
      'rel',
      'data-src',
      'onclick',
      'class',
      'cite',
    ),
    fc.constantFrom(
      '/more',
      'https://x.example/?a=1&amp;utm_source=y',
      'javascript:alert(1)',
      'data:image/gif;base64,R0',
      '1',
      '',
      ' ',
      'mailto:a@b.example',
      '//x.example/p.jpg',
      'a &quot;b&quot;',
      '?a=1&b=2',
      'display:none',
      '&#106;avascript:x',
      'http://[',
    ),
  )
  .map(([key, value]) => ` ${key}="${value}"`);
const attributes = fc.array(attribute, { maxLength: 3 }).map((all) => all.join(''));
const { html } = fc.letrec<{ html: string; element: string }>((tie) => ({
  html: fc
    .array(fc.oneof({ weight: 3, arbitrary: text }, { weight: 3, arbitrary: tie('element') }), { maxLength: 6 })
    .map((parts) => parts.join('')),
  element: fc
    .tuple(
      name,
      attributes,
      fc.constantFrom('', '/', ' /'),
      tie('html'),
      fc.constantFrom(true, true, true, true, false),
    )
    .map(([tag, written, slash, inner, closed]) =>
      ['img', 'br', 'hr'].includes(tag)
        ? `<${tag}${written}${slash}>`
        : `<${tag}${written}>${inner}${closed ? `</${tag}>` : ''}`,
    ),
}));

/** Markup in which little but its structure can go wrong. */
const { tidy } = fc.letrec<{ tidy: string; inner: string }>((tie) => ({
  tidy: fc
    .array(
      fc.oneof(
        { weight: 2, arbitrary: fc.constantFrom('a ', 'Łódź', '&amp;', '&#8217;', '&nbsp;', '>') },
        { weight: 3, arbitrary: tie('inner') },
      ),
      {
        maxLength: 5,
      },
    )
    .map((parts) => parts.join('')),
  inner: fc
    .tuple(
      fc.constantFrom(...'p a b em div h2 li ul blockquote img br span'.split(' ')),
      fc.array(attribute, { maxLength: 1 }),
      tie('tidy'),
    )
    .map(([tag, written, within]) =>
      ['img', 'br'].includes(tag) ? `<${tag}${written.join('')}>` : `<${tag}${written.join('')}>${within}</${tag}>`,
    ),
}));

describe('plainly written markup', () => {
  test('is sanitised to what sanitize-html makes of it', () => {
    let plain = 0;
    fc.assert(
      fc.property(fc.oneof(html, tidy), (written) => {
        const thorough = withoutXmlControls(sanitised(written, BASE) ?? '').trim() || null;
        expect(articleHtml(written, BASE)).toBe(thorough);
        plain += written.includes('<') && readPlainly(written, { text() {} }) ? 1 : 0;
      }),
      { numRuns: 2000 },
    );
    // Else nothing was compared.
    expect(plain).toBeGreaterThan(300);
  });

  test('has the text that a forgiving parser sees', () => {
    const markup =
      '<p>Poland &amp; Łódź&nbsp;buy</p><ul><li>one</li><li><b>t</b>wo</li></ul>three<br>four &#8220;five&#8221;';
    expect(plainText(markup)).toBe('Poland & Łódź buy one two three four “five”');
    // The comment makes the same markup one that is not plain.
    expect(plainText(`${markup}<!-- -->`)).toBe(plainText(markup));
  });

  test.each([
    ['a</div>b', 'ab'],
    ['<p>a</div>b</p>', 'ab'],
    ['<b>a<p>b</b>c</p>', 'a b c'],
    ['<div><a>x</div>y</a>z', 'x yz'],
  ])('that is misnested, %s, has the text that a forgiving parser sees', (markup, seen) => {
    expect(plainText(`${markup}<!-- -->`)).toBe(seen);
    expect(plainText(markup)).toBe(seen);
  });

  test('has the same text in whatever order its tags come', () => {
    const tag = fc.tuple(
      fc.constantFrom('<', '</'),
      fc.constantFrom(...'p a b em div h2 li ul blockquote span br'.split(' ')),
    );
    const piece = fc.oneof(
      fc.constantFrom('a', 'b ', 'Łódź', '&amp;'),
      tag.map(([start, of]) => (of === 'br' ? '<br>' : `${start}${of}>`)),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        // The comment makes the same markup one that is not plain.
        expect(plainText(pieces.join(''))).toBe(plainText(`${pieces.join('')}<!-- -->`));
      }),
      { numRuns: 3000 },
    );
  });

  test.each([
    ['a comment', '<p><!-- x --></p>'],
    ['an element that holds no text', '<script>1 < 2</script>'],
    ['an attribute without quotes', '<a href=x>x</a>'],
    ['an attribute given twice', '<a href="/x" href="/y">x</a>'],
    ['an ampersand alone', 'a & b'],
    ['a reference without its end', '<a href="?a=1&copy=2">x</a>'],
    ['a name that is none', '&notit;'],
    ['a number of windows-1252', '&#150;'],
    ['a tag that never ends', '<p'],
  ])('is not what has %s', (_, written) => {
    expect(readPlainly(written, { text() {} })).toBe(false);
  });
});
