// What an answer is made from, read off its document.
import {
  type DocumentNode,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isInputObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';

export interface Dependencies {
  record: boolean;
  news: boolean;
  /** The statuses of feeds. */
  feeds: boolean;
}

/** Types that hold the curated record and nothing else; whatever is not among them may hold news too. */
const RECORD =
  /^(?:Query|Record|PageInfo|(?:Actor|System|Deal|Funding|Incident|ActorDeal|ActorIncident|Claim|Revision|Source)(?:Connection|Edge)?|Alias|Deal(?:Event|Item|Party|Value)|Funding(?:Event|Link)|FuzzyDate|Incident(?:Actor|Count)|Money|Operation|Place|Quantity|Role)$/;

/** Fields that change without a word in the outbox, or with who asks and when: no answer with one of them is kept. */
const UNKEPT = new Set([
  'Query.asOf',
  'Query.changes',
  'Query.viewer',
  'Feed.consecutiveFailures',
  'Feed.lastAttemptAt',
  'Feed.lastError',
  'Feed.lastSuccessAt',
  'Feed.nextAttemptAt',
  'Feed.realtime',
  'Feed.realtimeError',
]);

/** Null where the answer is not to be kept. */
export function dependenciesOf(schema: GraphQLSchema, document: DocumentNode): Dependencies | null {
  const info = new TypeInfo(schema);
  let kept = true;
  let record = false;
  let news = false;
  let feeds = false;
  visit(
    document,
    visitWithTypeInfo(info, {
      OperationDefinition({ operation }) {
        if (operation !== 'query') kept = false;
      },
      Field() {
        const field = info.getFieldDef();
        const type = getNamedType(field?.type);
        // A field with a rule has an answer for each role.
        const coordinate = `${info.getParentType()?.name}.${field?.name}`;
        // The schema is what it is: `{ __typename }` asks nothing of the database.
        if (!/(?:^|\.)__/.test(coordinate)) record = true;
        if (UNKEPT.has(coordinate) || field?.extensions.role) kept = false;
        if (coordinate === 'Feed.status') feeds = true;
        if (isCompositeType(type) && !RECORD.test(type.name) && !type.name.startsWith('__')) news = true;
      },
      Argument() {
        // A condition may ask across everything.
        const type = getNamedType(info.getInputType());
        if (isInputObjectType(type)) news = true;
        if (type?.name === 'FeedFilter') feeds = true;
      },
    }),
  );
  return kept ? { record, news, feeds } : null;
}
