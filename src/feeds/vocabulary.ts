/** Which elements of a feed and of an item are read, as what, and which one wins when several say the same. */

export type Field =
  | 'title'
  | 'link'
  | 'id'
  | 'date'
  | 'summary'
  | 'content'
  | 'author'
  | 'enclosure'
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
  ['id', [['rss:guid'], ['atom:id', 'rss:id'], [], ['dc:identifier']]],
  [
    'date',
    [
      ['rss:pubdate'],
      ['atom:published', 'atom:issued', 'rss:published'],
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
      ['itunes:subtitle', 'media:description'],
    ],
  ],
  [
    'content',
    [['content:encoded'], ['atom:content', 'xhtml:body', 'rss:body', 'rss:fullitem'], ['rss:content', 'rss:encoded']],
  ],
  ['author', [['dc:creator'], ['rss:author', 'atom:author', 'dc:author'], ['itunes:author']]],
  ['enclosure', [['rss:enclosure'], ['atom:enclosure']]],
  ['tag', [['rss:category', 'atom:category', 'dc:subject', 'itunes:keywords', 'media:keywords']]],
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
