/** Which elements of a feed and of an item are read, as what, and which one wins when several say the same. */

export type Field =
  | 'title'
  | 'link'
  | 'origin'
  | 'id'
  | 'date'
  | 'summary'
  | 'content'
  | 'author'
  | 'enclosure'
  | 'image'
  | 'credit'
  | 'tag'
  | 'description'
  | 'language';

export interface Rule {
  field: Field;
  /** Lower wins: 0 is what the format itself calls the field. */
  rank: number;
}

type Table = [Field, string[][]][];

// One list a rank.
const OF_AN_ITEM: Table = [
  ['title', [['rss:title'], ['atom:title'], ['dc:title'], ['media:title', 'itunes:title']]],
  ['link', [['rss:link'], ['atom:link']]],
  // What the feed's own address is behind a service that counts clicks.
  ['origin', [['feedburner:origlink', 'pheedo:origlink', 'rss:origlink', 'unknown:origlink']]],
  ['id', [['rss:guid'], ['atom:id', 'rss:id'], [], ['dc:identifier']]],
  [
    'date',
    [
      ['rss:pubdate'],
      ['atom:published', 'atom:issued', 'rss:published', 'atom:pubdate'],
      ['dcterms:issued', 'dc:date', 'rss:date'],
      ['dcterms:created', 'atom:created'],
      ['atom:updated', 'atom:modified', 'dcterms:modified', 'rss:updated'],
    ],
  ],
  [
    'summary',
    [
      ['rss:description', 'rss:summary'],
      ['atom:summary'],
      ['dc:description'],
      ['itunes:summary'],
      ['googleplay:description'],
      ['media:description'],
      ['itunes:subtitle'],
      ['dcterms:abstract', 'dcterms:description', 'prism:teaser'],
    ],
  ],
  [
    'content',
    [['content:encoded'], ['atom:content', 'xhtml:body', 'rss:body', 'rss:fullitem'], ['rss:content', 'rss:encoded']],
  ],
  ['author', [['dc:creator'], ['rss:author', 'atom:author', 'dc:author'], ['itunes:author']]],
  ['enclosure', [['rss:enclosure'], ['atom:enclosure']]],
  ['image', [['media:thumbnail', 'itunes:image', 'googleplay:image', 'rss:image', 'rss:thumbnail']]],
  ['credit', [['media:credit']]],
  ['tag', [['rss:category', 'atom:category', 'dc:subject', 'itunes:keywords', 'media:keywords']]],
  ['language', [['dc:language', 'dcterms:language', 'rss:language']]],
];

const OF_A_FEED: Table = [
  ['title', [['rss:title'], ['atom:title'], ['dc:title'], ['itunes:title']]],
  ['link', [['rss:link'], ['atom:link']]],
  [
    'description',
    [
      ['rss:description'],
      ['atom:subtitle', 'atom:tagline', 'rss:tagline', 'rss:subtitle'],
      ['dc:description'],
      ['itunes:summary'],
      ['itunes:subtitle'],
    ],
  ],
  ['language', [['rss:language'], ['dc:language']]],
  ['author', [['atom:author']]],
];

export const ITEM_RULES = byElement(OF_AN_ITEM);
export const FEED_RULES = byElement(OF_A_FEED);

/** For the rank of an item's second description, below every element that is called content. */
export const SECOND_DESCRIPTION: Rule = { field: 'content', rank: 9 };

/** By vocabulary, then by local name. */
export type Rules = ReadonlyMap<string, ReadonlyMap<string, Rule>>;

function byElement(table: Table): Rules {
  const rules = new Map<string, Map<string, Rule>>();
  for (const [field, ranks] of table) {
    for (const [rank, elements] of ranks.entries()) {
      for (const element of elements) {
        const [vocabulary = '', local = ''] = element.split(':');
        const ofVocabulary = rules.get(vocabulary) ?? new Map<string, Rule>();
        rules.set(vocabulary, ofVocabulary.set(local, { field, rank }));
      }
    }
  }
  return rules;
}

/** RSS and Atom borrow each other's elements; they come after all that are the format's own. */
const BORROWED = 5;

export function ruleFor(rules: Rules, vocabulary: string, local: string): Rule | undefined {
  const own = rules.get(vocabulary)?.get(local);
  if (own !== undefined || (vocabulary !== 'rss' && vocabulary !== 'atom')) return own;
  const borrowed = rules.get(vocabulary === 'rss' ? 'atom' : 'rss')?.get(local);
  return borrowed && { field: borrowed.field, rank: borrowed.rank + BORROWED };
}
