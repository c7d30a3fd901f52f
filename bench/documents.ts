// News that looks like news: headlines that name records, a summary, a body.
const NAMES = ['Romania', 'Rheinmetall', 'Poland', 'the Bundeswehr', 'Saab', 'Ukraine', 'Estonia', 'Baykar', 'NATO'];
const VERBS = ['signs a contract with', 'rules out a deal with', 'opens a factory with', 'delivers drones to', 'warns'];
const FILLER =
  'The ministry said on Tuesday that deliveries would begin in the second quarter, after trials that took longer than planned. ';

const pick = <Item>(list: readonly Item[], at: number): Item => list[at % list.length] as Item;

export function documentOf(feed: number, items: number): string {
  const all = Array.from({ length: items }, (_, at) => articleOf(feed, String(at)));
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Feed ${feed}</title><link>https://news-${feed}.example/</link>
    <language>en</language>${all.join('')}</channel></rss>`;
}

export function articleOf(feed: number, name: string): string {
  const at = feed * 31 + [...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  const title = `${pick(NAMES, at)} ${pick(VERBS, at)} ${pick(NAMES, at + 4)} (${name})`;
  const url = `https://news-${feed}.example/2026/${name}?utm_source=rss`;
  const date = new Date(Date.UTC(2026, 0, 1) + (at % 300) * 86_400_000).toUTCString();
  return `<item><title>${title}</title><link>${url.replace('&', '&amp;')}</link><guid isPermaLink="false">${feed}-${name}</guid>
    <pubDate>${date}</pubDate><dc:creator>A. Writer</dc:creator><category>Defence</category><category>Drones</category>
    <description><![CDATA[<p>${title}. ${FILLER.repeat(2)}</p>]]></description>
    <content:encoded><![CDATA[${`<p>${FILLER.repeat(3)}<a href="/more">More</a> about ${pick(NAMES, at + 2)}.</p>`.repeat(5)}]]></content:encoded></item>`;
}
