// A publisher's server, in a process of its own: what it costs to send a document is no cost of reading it.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { articleOf, documentOf } from './documents.js';

const [feeds = 0, items = 0] = process.argv.slice(2).map(Number);
const documents = Array.from({ length: feeds }, (_, feed) => Buffer.from(documentOf(feed, items)));
let edition = '';

const publisher = createServer((request, response) => {
  const etag = `"${edition}"`;
  if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
  else response.writeHead(200, { etag }).end(bodyOf(Number(request.url?.slice(1))));
});

function bodyOf(feed: number): Buffer | string {
  const document = documents[feed];
  if (document) return document;
  // The feed that grows: one new item at the top of the same hundred.
  return documentOf(feed, items).replace('<item>', `${articleOf(feed, `new-${edition}`)}<item>`);
}

process.on('message', (published: string) => {
  edition = published;
  process.send?.({ edition });
});
process.on('disconnect', () => process.exit());
publisher.listen(0, '0.0.0.0', () => process.send?.({ port: (publisher.address() as AddressInfo).port }));
