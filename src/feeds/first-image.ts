/** Finds the picture of an article in its body. */

import { decode as decodeEntities } from 'html-entities';
import type { ArticleImage } from '../database/article-image.js';
import { pixels } from './item-images.js';
import { shorten } from './shorten.js';

/** Pixels: what is narrower is an icon, a portrait of the author or a smiley. */
const NARROWEST = 100;
/** An article that begins with so many icons has no picture. */
const MOST_LOOKED_AT = 20;
const LONGEST = { url: 4000, alt: 500 };

/** `html` is a body as `articleHtml` writes it, whose attributes all stand in double quotes. */
export function firstImage(html: string): ArticleImage | null {
  let start = html.indexOf('<img ');
  for (let looked = 0; start !== -1 && looked < MOST_LOOKED_AT; looked++) {
    const tag = html.slice(start, html.indexOf('>', start));
    const url = attribute(tag, 'src');
    const width = pixels(attribute(tag, 'width') ?? undefined);
    if (url !== null && url.length <= LONGEST.url && (width === null || width >= NARROWEST)) {
      const alt = shorten((attribute(tag, 'alt') ?? '').replace(/\s+/g, ' ').trim(), LONGEST.alt) || null;
      return { url, alt, credit: null, photographer: null, agency: null };
    }
    start = html.indexOf('<img ', start + 1);
  }
  return null;
}

function attribute(tag: string, name: string): string | null {
  const start = tag.indexOf(` ${name}="`);
  if (start === -1) return null;
  const from = start + name.length + 3;
  const value = tag.slice(from, tag.indexOf('"', from));
  if (value === '') return null;
  return value.includes('&') ? decodeEntities(value) : value;
}
