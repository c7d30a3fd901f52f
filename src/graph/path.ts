// The shortest tie between two actors.
import { builder } from './builder.js';
import { sql } from './fragment.js';
import { badArgument } from './listing.js';
import type { Loaders, Lookup } from './loaders.js';
import { anyRecordOf, RecordRef } from './record.js';

/** What stands next to what: who takes part in a record, who belongs to whom, who holds an office where. */
const neighbours: Lookup<{ slug: string; next: string }> = {
  text: `
    select distinct k.key as slug, n.next
    from unnest($1::text[]) as k(key)
    cross join lateral (
      select p.deal_slug as next from deal_party p where p.actor_slug = k.key
      union all select p.actor_slug from deal_party p where p.deal_slug = k.key
      union all select p.funding_slug from funding_party p where p.actor_slug = k.key
      union all select p.actor_slug from funding_party p where p.funding_slug = k.key
      union all select p.incident_slug from incident_actor p where p.actor_slug = k.key
      union all select p.actor_slug from incident_actor p where p.incident_slug = k.key
      union all select m.organisation_slug from membership m where m.member_slug = k.key
      union all select m.member_slug from membership m where m.organisation_slug = k.key
      union all select r.organisation_slug from role r where r.person_slug = k.key
      union all select r.person_slug from role r where r.organisation_slug = k.key
      union all select a.parent_slug from actor a where a.slug = k.key and a.parent_slug is not null
      union all select a.slug from actor a where a.parent_slug = k.key
    ) n
    order by slug, next`,
  by: 'slug',
};

const LONGEST = 10;

/** Which slug each slug was first reached from; the start from none. */
type Reached = Map<string, string | null>;

/**
 * The slugs from one end to the other; null where they are further apart than so many ties. Searched from both ends,
 * the smaller front first, a statement a layer; slugs in order, so that equal paths give the same answer each time.
 */
async function shortest(load: Loaders, [from, to]: [string, string], longest: number): Promise<string[] | null> {
  const sides: [Reached, Reached] = [new Map([[from, null]]), new Map([[to, null]])];
  const fronts: [string[], string[]] = [[from], [to]];
  if (from === to) return [from];
  // Both first layers in one statement: nearly every search needs both.
  await Promise.all([from, to].map((slug) => load.many(neighbours, slug)));
  for (let length = 1; length <= longest; length++) {
    const side = fronts[0].length <= fronts[1].length ? 0 : 1;
    const [mine, theirs] = [sides[side], sides[1 - side] as Reached];
    const front = fronts[side];
    const found = await Promise.all(front.map((slug) => load.many(neighbours, slug)));
    const next: string[] = [];
    for (const { slug, next: other } of found.flat()) {
      if (mine.has(other)) continue;
      mine.set(other, slug);
      next.push(other);
    }
    const meeting = next.filter((slug) => theirs.has(slug)).sort()[0];
    if (meeting !== undefined) return [...back(sides[0], meeting).reverse(), ...back(sides[1], meeting).slice(1)];
    if (next.length === 0) return null;
    fronts[side] = next.sort();
  }
  return null;
}

function back(reached: Reached, from: string): string[] {
  const path: string[] = [];
  for (let slug: string | null = from; slug !== null; slug = reached.get(slug) ?? null) path.push(slug);
  return path;
}

builder.queryField('path', (t) =>
  t.field({
    type: [RecordRef],
    nullable: true,
    description:
      'The shortest tie between two actors, both included: actors, and the deals, funding lines and incidents that they share; one that belongs to the other, or holds an office there, stands right beside it. Null where there is none so short, or where there is no such actor.',
    args: {
      from: t.arg.string({ required: true, description: 'Slug of the actor to start from.' }),
      to: t.arg.string({ required: true, description: 'Slug of the actor to arrive at.' }),
      maxLength: t.arg.int({
        defaultValue: 6,
        description: `How many steps from one to the next at most, 1 to ${LONGEST}: two actors of one deal are two steps apart.`,
      }),
    },
    resolve: async (_root, { from, to, maxLength }, { load }) => {
      const longest = maxLength ?? 6;
      if (longest < 1 || longest > LONGEST) throw badArgument('maxLength', longest, `1 to ${LONGEST}`);
      if (from.includes('\0') || to.includes('\0')) return null;
      const known = await load.rows<{ slug: string }>(
        sql`select a.slug from actor a where a.slug = any(${[from, to]}::text[])`,
      );
      if (known.length < new Set([from, to]).size) return null;
      const slugs = await shortest(load, [from, to], longest);
      return slugs && Promise.all(slugs.map((slug) => anyRecordOf(load, slug)));
    },
  }),
);
