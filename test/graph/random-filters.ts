// Random filters, made of values that the record has and of some that it has not.
import fc, { type Arbitrary } from 'fast-check';
import type {
  ActorFilter,
  ArticleFilter,
  DealFilter,
  FundingFilter,
  IncidentFilter,
  SystemFilter,
} from '../../src/graph/filter/inputs.js';
import type { PlainRecord } from './record-oracle.js';

export function randomFilters(record: PlainRecord) {
  const one = (values: readonly (string | null)[], ...others: string[]) =>
    fc.constantFrom(...new Set([...values.filter((value) => value !== null), ...others]));
  const some = <Value extends string>(values: readonly Value[]) =>
    fc.uniqueArray(fc.constantFrom(...new Set(values)), { maxLength: 3 });
  const part = (values: readonly (string | null)[]) =>
    fc.oneof(
      fc.tuple(one(values), fc.nat(8), fc.integer({ min: 1, max: 6 })).map(([value, from, length]) => {
        const points = [...value];
        const at = from % points.length;
        return points
          .slice(at, at + length)
          .join('')
          .toUpperCase();
      }),
      fc.constantFrom('%', '_', '\\', "'", '-', 'Ț', 'é', 'ß%', '\0', '', '🛩'),
    );
  const text = (values: readonly (string | null)[], ...others: string[]) =>
    fc.record(
      {
        eq: one(values, 'nothing', '\0', ...others),
        in: fc.uniqueArray(one(values, 'nothing', '\0', ...others), { minLength: 1, maxLength: 4 }),
        contains: part(values),
        startsWith: part(values),
      },
      { requiredKeys: [] },
    );
  const day = fc.constantFrom('2023', '2024-02-29', '2025', '2025-07', '2025-09-10', '2025-11', '2025-12-01', '2026');
  const date = fc.record({ after: day, before: day }, { requiredKeys: [] });
  const amount = fc.constantFrom('0', '40000000', '321000000', '1000000000', '16680055394', '90000000000.5');
  const money = fc.record(
    { currency: fc.constantFrom('EUR', 'USD', 'GBP', 'PLN', 'XXX'), atLeast: amount, atMost: amount },
    { requiredKeys: ['currency'] },
  );
  const [slugs, names, kinds] = [
    (rows: { slug: string }[]) => rows.map(({ slug }) => slug),
    (rows: { name: string }[]) => rows.map(({ name }) => name),
    <Kind extends string>(rows: { kind: Kind }[]) => rows.map(({ kind }) => kind),
  ];
  const named = <Kind extends string>(rows: { slug: string; name: string; kind: Kind }[]) => ({
    slug: text(slugs(rows)),
    name: text(names(rows)),
    kind: some(kinds(rows)),
  });
  const states = record.actors.filter(({ iso2 }) => iso2 !== null);
  const known = one(slugs(states), 'RO', 'ro', 'PL', 'UA');
  const country = fc.record(
    { eq: known, in: fc.uniqueArray(known, { maxLength: 4 }), contains: part(slugs(states)) },
    { requiredKeys: [] },
  );
  const instant = fc
    .constantFrom(...record.articles.map(({ publishedAt }) => publishedAt.toISOString()), '2025-09-10T00:00:00Z')
    .map((value) => value as unknown as Date);

  return fc.letrec<{
    actor: ActorFilter;
    system: SystemFilter;
    deal: DealFilter;
    funding: FundingFilter;
    incident: IncidentFilter;
    article: ArticleFilter;
  }>((tie) => {
    const limits = { maxDepth: 3, depthSize: 'small' as const };
    const whole = <Filter>(name: Parameters<typeof tie>[0], fields: Record<string, Arbitrary<unknown>>) => {
      const own = (filter: Arbitrary<unknown>) => fc.option(filter, { nil: undefined, freq: 1 });
      const sparse = fc
        .subarray(Object.keys(fields), { maxLength: 2 })
        .chain((keys) => fc.record(Object.fromEntries(keys.map((key) => [key, fields[key] as Arbitrary<unknown>]))));
      return fc.oneof(
        limits,
        sparse,
        fc
          .tuple(
            sparse,
            own(fc.array(tie(name), { maxLength: 2 })),
            own(fc.array(tie(name), { maxLength: 3 })),
            own(tie(name)),
          )
          .map(([filter, and, or, not]) => JSON.parse(JSON.stringify({ ...filter, and, or, not }))),
      ) as Arbitrary<Filter>;
    };
    return {
      actor: whole('actor', {
        ...named(record.actors),
        country,
        memberOf: text(record.actors.flatMap(({ memberships }) => memberships.map((m) => m.organisationSlug))),
        deal: tie('deal'),
        incident: tie('incident'),
      }),
      system: whole('system', { ...named(record.systems), manufacturer: tie('actor') }),
      deal: whole('deal', {
        ...named(record.deals),
        status: some(record.deals.flatMap(({ events }) => events.map(({ status }) => status))),
        party: tie('actor'),
        system: tie('system'),
        value: money,
        date,
      }),
      funding: whole('funding', {
        ...named(record.fundings),
        stage: some(record.fundings.flatMap(({ events }) => events.map(({ stage }) => stage))),
        programme: text(record.fundings.map(({ programmeSlug }) => programmeSlug)),
        donor: tie('actor'),
        recipient: tie('actor'),
        money,
        date,
      }),
      incident: whole('incident', {
        ...named(record.incidents),
        country,
        actor: tie('actor'),
        system: tie('system'),
        attribution: some(record.incidents.map(({ attribution }) => attribution)),
        verification: some(record.incidents.map(({ verification }) => verification)),
        date,
        near: fc.record({
          latitude: fc.double({ min: -90, max: 90, noNaN: true }),
          longitude: fc.oneof(fc.double({ min: -180, max: 180, noNaN: true }), fc.constantFrom(-180, 180, 25)),
          withinKm: fc.oneof(fc.double({ min: 0.1, max: 20_000, noNaN: true }), fc.constantFrom(300, 1500)),
        }),
        aggregate: fc.boolean(),
      }),
      article: whole('article', {
        text: fc.oneof(part(record.articles.map(({ title }) => title)), one(record.articles.map(({ title }) => title))),
        feed: text(record.articles.map(({ feedSlug }) => feedSlug)),
        language: text(record.articles.map(({ language }) => language)),
        tag: text(
          record.articles.flatMap(({ tags }) => tags),
          'nothing',
        ),
        publishedAt: fc.record({ after: instant, before: instant }, { requiredKeys: [] }),
        mentions: fc.uniqueArray(one(['romania', 'ukraine', 'safe']), { maxLength: 2 }),
        mentionsAny: fc.uniqueArray(one(['romania', 'poland', 'ukraine']), { maxLength: 3 }),
      }),
    };
  });
}
