/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Which actors. Conditions side by side all hold. */
export type ActorFilter = {
  /** All of these hold. */
  and?: Array<ActorFilter> | null | undefined;
  /** By the state that the actor belongs to or is. Takes a slug or an ISO 3166-1 alpha-2 code, in either case; a state that the record lacks is BAD_USER_INPUT. */
  country?: StringFilter | null | undefined;
  /** Takes part in such a deal. */
  deal?: DealFilter | null | undefined;
  /** Has a part in such an incident. */
  incident?: IncidentFilter | null | undefined;
  /** Of one of these kinds. */
  kind?: Array<ActorKind> | null | undefined;
  /** By the slug of an organisation it belongs to. */
  memberOf?: StringFilter | null | undefined;
  /** By the name it is shown under. */
  name?: StringFilter | null | undefined;
  /** This does not hold; nor does it of what is unknown. */
  not?: ActorFilter | null | undefined;
  /** One of these holds at least. */
  or?: Array<ActorFilter> | null | undefined;
  /** By slug. */
  slug?: StringFilter | null | undefined;
};

/** What kind of actor this is. */
export type ActorKind =
  /** A company. */
  | 'COMPANY'
  /** A ministry, agency, parliament or other body of a state. */
  | 'GOVERNMENT_BODY'
  /** An organisation of states, or a body of one. */
  | 'INTERNATIONAL_ORGANISATION'
  /** A news outlet. */
  | 'MEDIA'
  /** A branch, unit or standing activity of armed forces. */
  | 'MILITARY_UNIT'
  /** Anything else. */
  | 'OTHER'
  /** A person. */
  | 'PERSON'
  /** A state. */
  | 'STATE';

/** How a name relates to what it names. */
export type AliasKind =
  /** An abbreviation. */
  | 'ABBREVIATION'
  /** The word for what belongs to a state: Romanian. */
  | 'DEMONYM'
  /** A former name. */
  | 'FORMER'
  /** A place that stands for its government: Kyiv. Means the record only with support from the context. */
  | 'METONYM'
  /** A name in some language. */
  | 'NAME'
  /** The name in the own language. */
  | 'NATIVE'
  /** A short form. */
  | 'SHORT'
  /** The name in another script. */
  | 'TRANSLIT';

/** Part of an article. */
export type ArticleField =
  /** The text of the body. */
  | 'CONTENT'
  /** The summary. */
  | 'SUMMARY'
  /** The title. */
  | 'TITLE';

/** Who is held responsible, and by whom. */
export type Attribution =
  /** It was admitted. */
  | 'ADMITTED'
  /** The affected state alleges it. */
  | 'ALLEGED_BY_AFFECTED_STATE'
  /** The affected state has established it. */
  | 'ATTRIBUTED_BY_AFFECTED_STATE'
  /** Somebody is suspected. */
  | 'SUSPECTED'
  /** Nobody is named. */
  | 'UNATTRIBUTED';

/** How a claim ranks among competing ones. */
export type ClaimRank =
  /** Known to be wrong or overtaken; kept, since it was said. */
  | 'DEPRECATED'
  /** One among others. */
  | 'NORMAL'
  /** The one to show. */
  | 'PREFERRED';

/** A stretch of days, both ends included: YYYY-MM-DD, or YYYY-MM and YYYY for all days of a month or year. A date matches if any day from its `earliest` to its `latest` is in the stretch, and a period if any of its days is; an unknown date matches no stretch. */
export type DateFilter = {
  /** This day or later; of a month or year, its first day. */
  after?: string | null | undefined;
  /** This day or earlier; of a month or year, its last day. */
  before?: string | null | undefined;
};

/** How precise a date is. */
export type DatePrecision =
  /** A day. */
  | 'DAY'
  /** A month. */
  | 'MONTH'
  /** A bound of a stretch of time rather than the day of one event. */
  | 'PERIOD'
  /** No date is known. */
  | 'UNKNOWN'
  /** A year. */
  | 'YEAR';

/** Which deals. Conditions side by side all hold. */
export type DealFilter = {
  /** All of these hold. */
  and?: Array<DealFilter> | null | undefined;
  /** By its `statusDate`. */
  date?: DateFilter | null | undefined;
  /** Of one of these kinds. */
  kind?: Array<DealKind> | null | undefined;
  /** By the name it is shown under. */
  name?: StringFilter | null | undefined;
  /** This does not hold; nor does it of what is unknown. */
  not?: DealFilter | null | undefined;
  /** One of these holds at least. */
  or?: Array<DealFilter> | null | undefined;
  /** Such an actor takes part. */
  party?: ActorFilter | null | undefined;
  /** By slug. */
  slug?: StringFilter | null | undefined;
  /** Its `status` is one of these. */
  status?: Array<DealStatus> | null | undefined;
  /** Is about such a system. */
  system?: SystemFilter | null | undefined;
  /** The sum that stands for it, its `value`, is such a sum. */
  value?: MoneyFilter | null | undefined;
};

/** What kind of agreement a deal is. */
export type DealKind =
  /** The purchase of a company. */
  | 'ACQUISITION'
  /** Systems brought into use. */
  | 'DEPLOYMENT'
  /** A gift. */
  | 'DONATION'
  /** Money put into plants or development. */
  | 'INVESTMENT'
  /** Production by partners of several states. */
  | 'JOINT_PRODUCTION'
  /** A company founded by several partners. */
  | 'JOINT_VENTURE'
  /** Production under licence. */
  | 'LICENCE'
  /** Anything else. */
  | 'OTHER'
  /** A purchase. */
  | 'PROCUREMENT';

/** An actor's part in a deal. */
export type DealRole =
  /** Takes a company over. */
  | 'ACQUIRER'
  /** Has to approve it. */
  | 'APPROVER'
  /** Gains from it. */
  | 'BENEFICIARY'
  /** Buys. */
  | 'BUYER'
  /** Carries out a part of the contract. */
  | 'CONTRACTOR'
  /** Coordinates it. */
  | 'COORDINATOR'
  /** Uses what is delivered. */
  | 'END_USER'
  /** Pays without being the buyer. */
  | 'FUNDER'
  /** Where it takes place. */
  | 'HOST_STATE'
  /** Puts money in. */
  | 'INVESTOR'
  /** Takes a licence. */
  | 'LICENSEE'
  /** Gives a licence. */
  | 'LICENSOR'
  /** Makes what is delivered. */
  | 'MANUFACTURER'
  /** Negotiates it. */
  | 'NEGOTIATOR'
  /** Anything else. */
  | 'OTHER'
  /** Takes part on equal terms. */
  | 'PARTNER'
  /** Answers for the whole contract. */
  | 'PRIME_CONTRACTOR'
  /** Sells, as a state or as the other side of a purchase. */
  | 'SELLER'
  /** Signed it. */
  | 'SIGNATORY'
  /** Announced it or spoke for it. */
  | 'SPOKESPERSON'
  /** A state that backs the project. */
  | 'SPONSOR'
  /** Supplies what is bought. */
  | 'SUPPLIER'
  /** Is taken over. */
  | 'TARGET'
  /** The company founded for the purpose. */
  | 'VEHICLE';

/** How far a deal has come. */
export type DealStatus =
  /** Agreed, with nothing signed yet. */
  | 'AGREED'
  /** Announced by a party. */
  | 'ANNOUNCED'
  /** Approved by a parliament, government or authority. */
  | 'APPROVED'
  /** Given up. */
  | 'CANCELLED'
  /** Carried out in full. */
  | 'COMPLETED'
  /** A letter or statement of intent was signed. Never contract value. */
  | 'INTENT_SIGNED'
  /** Being delivered. */
  | 'IN_DELIVERY'
  /** Being carried out. */
  | 'IN_PROGRESS'
  /** Being negotiated. */
  | 'IN_TALKS'
  /** Planned by a party. */
  | 'PLANNED'
  /** Reported, with no party confirming it. */
  | 'REPORTED'
  /** A supplier or product was chosen. */
  | 'SELECTED'
  /** A contract was signed. */
  | 'SIGNED'
  /** Halted for now. */
  | 'SUSPENDED'
  /** Not known. */
  | 'UNKNOWN';

/** What in an article speaks for a record. */
export type EvidencePart =
  /** No other record of the kind has all these parties and systems. */
  | 'ALONE'
  /** It names a state where the record takes place. */
  | 'COUNTRY'
  /** It names a person or a body of such a state. */
  | 'COUNTRY_OF_PARTY'
  /** It was published when the record was news. */
  | 'DATE'
  /** It has a sum or a number of the record. */
  | 'FIGURE'
  /** It names a party, a donor, a recipient or the programme. */
  | 'PARTY'
  /** It names the place. */
  | 'PLACE'
  /** It names a weapon system of the record. */
  | 'SYSTEM'
  /** It has words for this kind of event. */
  | 'WORDS';

/** How a feed is doing. */
export type FeedStatus =
  /** Not fetched, by a curator’s choice. */
  | 'DISABLED'
  /** The last attempt failed; what was read before stays. */
  | 'FAILING'
  /** Fetched and read when it was last due. */
  | 'FRESH'
  /** The publisher has said that it is gone for good. */
  | 'GONE'
  /** Not fetched yet. */
  | 'PENDING'
  /** Overdue: not fetched for longer than its own rhythm allows, without a failure. */
  | 'STALE';

/** Which funding lines. Conditions side by side all hold. */
export type FundingFilter = {
  /** All of these hold. */
  and?: Array<FundingFilter> | null | undefined;
  /** By its `stageDate`. */
  date?: DateFilter | null | undefined;
  /** Such an actor gives the money. */
  donor?: ActorFilter | null | undefined;
  /** Of one of these kinds. */
  kind?: Array<FundingKind> | null | undefined;
  /** Of such a sum. */
  money?: MoneyFilter | null | undefined;
  /** By the name it is shown under. */
  name?: StringFilter | null | undefined;
  /** This does not hold; nor does it of what is unknown. */
  not?: FundingFilter | null | undefined;
  /** One of these holds at least. */
  or?: Array<FundingFilter> | null | undefined;
  /** By the slug of the programme it belongs to. */
  programme?: StringFilter | null | undefined;
  /** Such an actor receives the money. */
  recipient?: ActorFilter | null | undefined;
  /** By slug. */
  slug?: StringFilter | null | undefined;
  /** Its `stage` is one of these. */
  stage?: Array<FundingStage> | null | undefined;
};

/** How money is given. */
export type FundingInstrument =
  /** As a grant. */
  | 'GRANT'
  /** As a loan without interest. */
  | 'INTEREST_FREE_LOAN'
  /** As a loan. */
  | 'LOAN'
  /** In several ways. */
  | 'MIXED'
  /** In another way. */
  | 'OTHER'
  /** Into a fund that buys. */
  | 'PROCUREMENT_FUND';

/** What kind of funding this is. */
export type FundingKind =
  /** What a programme sets aside for one recipient. */
  | 'ALLOCATION'
  /** What a donor is bound to give. */
  | 'COMMITMENT'
  /** What was paid. */
  | 'DISBURSEMENT'
  /** What a donor promises. Not a disbursement. */
  | 'PLEDGE'
  /** A programme that other lines belong to. */
  | 'PROGRAMME';

/** How far a funding line has come. */
export type FundingStage =
  /** Adopted as law or by the deciding body. */
  | 'ADOPTED'
  /** Agreed among those who decide. */
  | 'AGREED'
  /** Announced. */
  | 'ANNOUNCED'
  /** Approved by an authority. */
  | 'APPROVED'
  /** Held up. */
  | 'BLOCKED'
  /** Given up. */
  | 'CANCELLED'
  /** Paid. */
  | 'DISBURSED'
  /** In operation. */
  | 'LAUNCHED'
  /** Promised. */
  | 'PLEDGED'
  /** Proposed, or a plan handed in. */
  | 'PROPOSED'
  /** A contract was signed. */
  | 'SIGNED'
  /** Allocated for the time being. */
  | 'TENTATIVE_ALLOCATION'
  /** Not known. */
  | 'UNKNOWN';

/** Which incidents. Conditions side by side all hold. */
export type IncidentFilter = {
  /** Such an actor has a part in it. */
  actor?: ActorFilter | null | undefined;
  /** Whether it sums up many events. */
  aggregate?: boolean | null | undefined;
  /** All of these hold. */
  and?: Array<IncidentFilter> | null | undefined;
  /** Attributed in one of these ways. */
  attribution?: Array<Attribution> | null | undefined;
  /** By the state where it happened. Takes a slug or an ISO 3166-1 alpha-2 code, in either case; a state that the record lacks is BAD_USER_INPUT. */
  country?: StringFilter | null | undefined;
  /** By its days, from `start` to `end`: one of them at least is in the stretch. */
  date?: DateFilter | null | undefined;
  /** Of one of these kinds. */
  kind?: Array<IncidentKind> | null | undefined;
  /** By the name it is shown under. */
  name?: StringFilter | null | undefined;
  /** Its point lies in this circle; one without a point does not. */
  near?: NearFilter | null | undefined;
  /** This does not hold; nor does it of what is unknown. */
  not?: IncidentFilter | null | undefined;
  /** One of these holds at least. */
  or?: Array<IncidentFilter> | null | undefined;
  /** By slug. */
  slug?: StringFilter | null | undefined;
  /** Such a system was seen in it. */
  system?: SystemFilter | null | undefined;
  /** Established in one of these ways. */
  verification?: Array<Verification> | null | undefined;
};

/** What kind of event an incident is. */
export type IncidentKind =
  /** Many events summed up. Never added to single incidents. */
  | 'AGGREGATE'
  /** Crewed aircraft crossed into airspace. */
  | 'AIRCRAFT_INCURSION'
  /** Balloons crossed into airspace. */
  | 'BALLOON_INCURSION'
  /** A drone came down. */
  | 'DRONE_CRASH'
  /** Parts of a drone were found. */
  | 'DRONE_DEBRIS'
  /** Drones crossed into airspace. */
  | 'DRONE_INCURSION'
  /** A drone was shot down. */
  | 'DRONE_SHOOTDOWN'
  /** Drones, or what was taken for them, were seen. */
  | 'DRONE_SIGHTING'
  /** Satellite navigation was jammed or spoofed. */
  | 'GNSS_INTERFERENCE'
  /** An event at sea. */
  | 'MARITIME'
  /** Anything else. */
  | 'OTHER'
  /** Something was damaged on purpose. */
  | 'SABOTAGE';

/** An actor's part in an incident. */
export type IncidentRole =
  /** The state it happened to. */
  | 'AFFECTED_STATE'
  /** Led the object astray, or is said to have done so. */
  | 'INTERFERENCE'
  /** Whose object it was. */
  | 'ORIGIN_OF_OBJECT'
  /** Where the objects came from. */
  | 'ORIGIN_TERRITORY'
  /** Anything else. */
  | 'OTHER'
  /** Did it, or is said to have done it. */
  | 'PERPETRATOR'
  /** Made it known. */
  | 'REPORTER'
  /** Answered it. */
  | 'RESPONDER'
  /** Was aimed at or hit. */
  | 'TARGET';

/** How firmly a funding line is tied to a deal. */
export type LinkCertainty =
  /** It is probable, and no source states it. */
  | 'PROBABLE'
  /** A source states it. */
  | 'STATED';

/** How a tie was found. */
export type MentionMethod =
  /** By a name that means the record alone. */
  | 'ALIAS'
  /** By an ambiguous name that the article supports. */
  | 'CONTEXT'
  /** From the parties, systems, place, date and words of the article. */
  | 'INFERRED'
  /** By a curator. */
  | 'MANUAL';

/** Conditions on a sum in one currency, as far as its bounds are stated: "up to 8 billion" is at least nothing. */
export type MoneyFilter = {
  /** The least that is stated is this or more. */
  atLeast?: string | null | undefined;
  /** The most that is stated is this or less. */
  atMost?: string | null | undefined;
  /** ISO 4217 code. Sums in other currencies are never converted. */
  currency: string;
};

/** A circle on the Earth: the great-circle distance to its centre counts. */
export type NearFilter = {
  /** Degrees north of the centre (WGS 84), -90 to 90. */
  latitude: number;
  /** Degrees east of the centre (WGS 84), -180 to 180. */
  longitude: number;
  /** Radius in kilometres, 0 to 20,038. */
  withinKm: number;
};

/** What the point of a place stands for. */
export type PlacePrecision =
  /** A whole state. */
  | 'COUNTRY'
  /** A village, town or district. */
  | 'LOCALITY'
  /** A region. */
  | 'REGION'
  /** A site, such as an airport or a base. */
  | 'SITE'
  /** No place is known. */
  | 'UNKNOWN';

/** How a figure or a date was stated. */
export type Qualifier =
  /** About, around, nearly. */
  | 'ABOUT'
  /** The source's own figure, with no word on how precise it is. */
  | 'AS_STATED'
  /** At least: the lower bound is included. */
  | 'AT_LEAST'
  /** Not later than the date. */
  | 'BY'
  /** Stated as it is. */
  | 'EXACT'
  /** Not stated in full; the rest follows from the context. */
  | 'INFERRED'
  /** Less than: the upper bound is excluded. */
  | 'LESS_THAN'
  /** More than: the lower bound of a sum is excluded, that of a count is the next whole number. */
  | 'MORE_THAN'
  /** Between two bounds. */
  | 'RANGE'
  /** Rounded by the source. */
  | 'ROUNDED'
  /** Not known. */
  | 'UNKNOWN'
  /** Up to: the upper bound is included. */
  | 'UP_TO';

/** Conditions on a text; if several are given, all of them hold. A condition that is null or empty is no condition. */
export type StringFilter = {
  /** Contains this, whatever its case and accents. */
  contains?: string | null | undefined;
  /** Is exactly this. */
  eq?: string | null | undefined;
  /** Is exactly one of these, 1,000 at most. */
  in?: Array<string> | null | undefined;
  /** Starts with this, whatever its case and accents. */
  startsWith?: string | null | undefined;
};

/** Which systems. Conditions side by side all hold. */
export type SystemFilter = {
  /** All of these hold. */
  and?: Array<SystemFilter> | null | undefined;
  /** Of one of these kinds. */
  kind?: Array<SystemKind> | null | undefined;
  /** Made by such an actor. */
  manufacturer?: ActorFilter | null | undefined;
  /** By the name it is shown under. */
  name?: StringFilter | null | undefined;
  /** This does not hold; nor does it of what is unknown. */
  not?: SystemFilter | null | undefined;
  /** One of these holds at least. */
  or?: Array<SystemFilter> | null | undefined;
  /** By slug. */
  slug?: StringFilter | null | undefined;
};

/** What kind of system this is. */
export type SystemKind =
  /** A gun against aircraft and drones. */
  | 'AIR_DEFENCE_GUN'
  /** A missile system against aircraft and missiles, of long range. */
  | 'AIR_DEFENCE_LONG_RANGE'
  /** A missile launched from the shoulder against aircraft. */
  | 'AIR_DEFENCE_MANPADS'
  /** A missile system against aircraft, of medium range. */
  | 'AIR_DEFENCE_MEDIUM_RANGE'
  /** A system against ballistic missiles. */
  | 'BALLISTIC_MISSILE_DEFENCE'
  /** A system against drones. */
  | 'COUNTER_UAS'
  /** A cruise missile. */
  | 'CRUISE_MISSILE'
  /** A drone that draws fire. */
  | 'DECOY_UAV'
  /** A crewed fighter. */
  | 'FIGHTER_AIRCRAFT'
  /** A kit that guides a drone or munition. */
  | 'GUIDANCE_KIT'
  /** A drone that brings down drones. */
  | 'INTERCEPTOR_DRONE'
  /** A munition that waits for its target in the air. */
  | 'LOITERING_MUNITION'
  /** A main battle tank. */
  | 'MAIN_BATTLE_TANK'
  /** A drone that flies to a target set before launch and explodes there. */
  | 'ONE_WAY_ATTACK_UAV'
  /** Anything else. */
  | 'OTHER'
  /** A launcher of rockets. */
  | 'ROCKET_ARTILLERY'
  /** An aircraft that refuels others. */
  | 'TANKER_AIRCRAFT'
  /** An uncrewed aircraft of no narrower kind. */
  | 'UAV'
  /** An armed uncrewed aircraft that returns. */
  | 'UCAV';

/** How well an incident is established. */
export type Verification =
  /** Confirmed by the authorities. */
  | 'CONFIRMED_BY_AUTHORITIES'
  /** Disputed. */
  | 'DISPUTED'
  /** Reported. */
  | 'REPORTED'
  /** Reported by the police. */
  | 'REPORTED_BY_POLICE'
  /** Retracted. */
  | 'RETRACTED';

export type CoverageOfADealQueryVariables = Exact<{
  slug?: string | null | undefined;
  articles?: number | null | undefined;
}>;


export type CoverageOfADealQuery = { deal: { name: string, status: DealStatus, statusHistory: Array<{ status: DealStatus, date: { value: string | null } | null, sources: Array<{ publisher: string | null, url: string | null }> }>, parties: Array<{ role: DealRole, actor: { name: string, kind: ActorKind } }>, articles: { edges: Array<{ node: { title: string, url: string, publishedAt: string, feed: { title: string }, mentions: Array<{ surface: string | null, score: number, record:
              | { slug: string }
              | { slug: string }
              | { slug: string }
              | { slug: string }
              | { slug: string }
             }> } }> } } | null };

export type MoneyByProgrammeAndRecipientQueryVariables = Exact<{
  filter?: FundingFilter | null | undefined;
}>;


export type MoneyByProgrammeAndRecipientQuery = { fundingTotals: Array<{ fundings: number, withoutFigure: number, keys: Array<{ group: string, record:
        | { slug: string, name: string }
        | { slug: string, name: string }
        | { slug: string, name: string }
        | { slug: string, name: string }
        | { slug: string, name: string }
       | null }>, programmes: Array<{ currency: string, min: string, max: string | null }>, allocated: Array<{ currency: string, min: string, max: string | null }>, pledged: Array<{ currency: string, min: string, max: string | null }>, disbursed: Array<{ currency: string, min: string, max: string | null }> }> };

export type SumFragment = { currency: string, min: string, max: string | null };

export type IncidentsNearAPlaceQueryVariables = Exact<{
  latitude?: number | null | undefined;
  longitude?: number | null | undefined;
  withinKm?: number | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type IncidentsNearAPlaceQuery = { incidents: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { slug: string, name: string, kind: IncidentKind, attribution: Attribution, start: { value: string | null, precision: DatePrecision } | null, place: { name: string | null, latitude: number | null, longitude: number | null, radiusKm: number | null, precision: PlacePrecision, country: { name: string } | null }, counts: Array<{ what: string, preferred: boolean, quantity: { min: number | null, max: number | null, asStated: string | null }, source: { publisher: string | null, url: string | null } | null }> } }> } };

export type TimelineOfAStateQueryVariables = Exact<{
  state?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type TimelineOfAStateQuery = { timeline: { pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ at: string, node:
        | { __typename: 'Article', title: string, url: string, feed: { title: string } }
        | { __typename: 'DealEvent', status: DealStatus, note: string | null, deal: { slug: string, name: string }, sources: Array<{ url: string | null }> }
        | { __typename: 'FundingEvent', stage: FundingStage, money: { min: string | null, currency: string } | null, funding: { slug: string, name: string }, sources: Array<{ url: string | null }> }
        | { __typename: 'Incident', slug: string, name: string, kind: IncidentKind, place: { name: string | null } }
       }> } };

export type PathBetweenTwoActorsQueryVariables = Exact<{
  from?: string | null | undefined;
  to?: string | null | undefined;
  maxLength?: number | null | undefined;
}>;


export type PathBetweenTwoActorsQuery = { path: Array<
    | { __typename: 'Actor', kind: ActorKind, slug: string, name: string, summary: string | null, sources: Array<{ publisher: string | null, url: string | null }> }
    | { __typename: 'Deal', status: DealStatus, slug: string, name: string, summary: string | null, sources: Array<{ publisher: string | null, url: string | null }> }
    | { __typename: 'Funding', slug: string, name: string, summary: string | null, sources: Array<{ publisher: string | null, url: string | null }> }
    | { __typename: 'Incident', slug: string, name: string, summary: string | null, sources: Array<{ publisher: string | null, url: string | null }> }
    | { __typename: 'System', slug: string, name: string, summary: string | null, sources: Array<{ publisher: string | null, url: string | null }> }
  > | null };

export type TheGraphThenAndNowQueryVariables = Exact<{
  at?: string | null | undefined;
  deal?: string | null | undefined;
}>;


export type TheGraphThenAndNowQuery = { then: { articles: { totalCount: number }, deals: { totalCount: number }, deal: { name: string, status: DealStatus, version: number, createdAt: string, statusHistory: Array<{ status: DealStatus, date: { value: string | null } | null }> } | null }, newsByThen: { totalCount: number, edges: Array<{ node: { title: string, publishedAt: string, firstSeenAt: string } }> }, articles: { totalCount: number }, deals: { totalCount: number }, deal: { name: string, status: DealStatus, version: number, createdAt: string, statusHistory: Array<{ status: DealStatus, date: { value: string | null } | null }> } | null };

export type KnownFragment = { articles: { totalCount: number }, deals: { totalCount: number }, deal: { name: string, status: DealStatus, version: number, createdAt: string, statusHistory: Array<{ status: DealStatus, date: { value: string | null } | null }> } | null };

export type IncidentsWithCompetingFiguresQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type IncidentsWithCompetingFiguresQuery = { incidents: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ cursor: string, node: { slug: string, name: string, kind: IncidentKind, attribution: Attribution, verification: Verification, start: { value: string | null } | null, place: { name: string | null, country: { name: string } | null }, counts: Array<{ what: string, preferred: boolean, quantity: { min: number | null, max: number | null, qualifier: Qualifier, asStated: string | null }, statedBy: { name: string } | null, source: { publisher: string | null, url: string | null, reliability: string | null } | null }>, claims: { edges: Array<{ node: { field: string, value: unknown, rank: ClaimRank, source: { publisher: string | null } } }> } } }> } };

export type MoneyOfAProgrammeQueryVariables = Exact<{
  slug?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type MoneyOfAProgrammeQuery = { funding: { name: string, kind: FundingKind, instrument: FundingInstrument | null, money: { min: string | null, max: string | null, currency: string, qualifier: Qualifier } | null, allocations: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { name: string, stage: FundingStage, recipients: Array<{ name: string, iso2: string | null }>, money: { min: string | null, max: string | null, currency: string, qualifier: Qualifier } | null, stageHistory: Array<{ stage: FundingStage, note: string | null, date: { value: string | null, precision: DatePrecision } | null, money: { min: string | null, currency: string } | null, sources: Array<{ publisher: string | null, url: string | null }> }>, deals: Array<{ certainty: LinkCertainty, deal: { name: string, status: DealStatus } }> } }> } } | null };

export type NearestActorsQueryVariables = Exact<{
  slug?: string | null | undefined;
}>;


export type NearestActorsQuery = { actor: { name: string, aliases: Array<{ text: string, language: string | null, kind: AliasKind }>, related: Array<{ strength: number, actor: { slug: string, name: string, kind: ActorKind }, via: Array<
        | { __typename: 'Actor', slug: string, name: string }
        | { __typename: 'Deal', slug: string, name: string }
        | { __typename: 'Funding', slug: string, name: string }
        | { __typename: 'Incident', slug: string, name: string }
        | { __typename: 'System', slug: string, name: string }
      > }> } | null };

export type NewsAndWhyQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type NewsAndWhyQuery = { articles: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ node: { title: string, url: string, summary: string | null, language: string | null, publishedAt: string, feed: { title: string, status: FeedStatus }, mentions: Array<{ field: ArticleField, start: number | null, end: number | null, surface: string | null, score: number, method: MentionMethod, evidence: Array<{ part: EvidencePart, what: string, weight: number }>, record:
            | { __typename: 'Actor', slug: string, name: string }
            | { __typename: 'Deal', slug: string, name: string }
            | { __typename: 'Funding', slug: string, name: string }
            | { __typename: 'Incident', slug: string, name: string }
            | { __typename: 'System', slug: string, name: string }
           }> } }> } };

export type StateAndItsSurroundingsQueryVariables = Exact<{
  slug?: string | null | undefined;
}>;


export type StateAndItsSurroundingsQuery = { actor: { id: string, name: string, iso2: string | null, memberOf: Array<{ name: string }>, officeHolders: Array<{ title: string, person: { name: string }, asOf: { value: string | null } | null }>, operates: Array<{ system: { name: string, kind: SystemKind }, source: { publisher: string | null, url: string | null } | null }>, deals: { totalCount: number, edges: Array<{ roles: Array<DealRole>, node: { slug: string, name: string, status: DealStatus } }> }, incidents: { edges: Array<{ roles: Array<IncidentRole>, node: { name: string, start: { value: string | null, precision: DatePrecision } | null, place: { name: string | null, latitude: number | null, longitude: number | null, radiusKm: number | null, precision: PlacePrecision } } }> } } | null };

export type WaitingForACuratorQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type WaitingForACuratorQuery = { reviewQueue: { totalCount: number, edges: Array<{ cursor: string, node: { surface: string | null, score: number, evidence: Array<{ part: EvidencePart, what: string, weight: number }>, record:
          | { slug: string, name: string }
          | { slug: string, name: string }
          | { slug: string, name: string }
          | { slug: string, name: string }
          | { slug: string, name: string }
        , article: { title: string, url: string } } }> } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const SumFragmentDoc = new TypedDocumentString(`
    fragment Sum on MoneyTotal {
  currency
  min
  max
}
    `, {"fragmentName":"Sum"}) as unknown as TypedDocumentString<SumFragment, unknown>;
export const KnownFragmentDoc = new TypedDocumentString(`
    fragment Known on Query {
  articles {
    totalCount
  }
  deals {
    totalCount
  }
  deal(slug: $deal) {
    name
    status
    statusHistory {
      status
      date {
        value
      }
    }
    version
    createdAt
  }
}
    `, {"fragmentName":"Known"}) as unknown as TypedDocumentString<KnownFragment, unknown>;
export const CoverageOfADealDocument = new TypedDocumentString(`
    query CoverageOfADeal($slug: String = "ro-ua-joint-drone-production", $articles: Int = 3) {
  deal(slug: $slug) {
    name
    status
    statusHistory {
      status
      date {
        value
      }
      sources {
        publisher
        url
      }
    }
    parties {
      role
      actor {
        name
        kind
      }
    }
    articles(first: $articles) {
      edges {
        node {
          title
          url
          publishedAt
          feed {
            title
          }
          mentions {
            surface
            score
            record {
              slug
            }
          }
        }
      }
    }
  }
}
    `, {"hash":"sha256:ad941e71755922a0be35abf5bbb3da899eee4d03ed29f48f60ba84b8608d37a1"}) as unknown as TypedDocumentString<CoverageOfADealQuery, CoverageOfADealQueryVariables>;
export const MoneyByProgrammeAndRecipientDocument = new TypedDocumentString(`
    query MoneyByProgrammeAndRecipient($filter: FundingFilter) {
  fundingTotals(groupBy: [PROGRAMME, RECIPIENT], filter: $filter) {
    keys {
      group
      record {
        slug
        name
      }
    }
    fundings
    programmes {
      ...Sum
    }
    allocated {
      ...Sum
    }
    pledged {
      ...Sum
    }
    disbursed {
      ...Sum
    }
    withoutFigure
  }
}
    fragment Sum on MoneyTotal {
  currency
  min
  max
}`, {"hash":"sha256:0b337f8e3f033c9d308a49d88fc499499f3a4c630f6a494e5d6c71375096fb52"}) as unknown as TypedDocumentString<MoneyByProgrammeAndRecipientQuery, MoneyByProgrammeAndRecipientQueryVariables>;
export const IncidentsNearAPlaceDocument = new TypedDocumentString(`
    query IncidentsNearAPlace($latitude: Float = 54.69, $longitude: Float = 25.28, $withinKm: Float = 300, $first: Int = 20, $after: String) {
  incidents(
    filter: {near: {latitude: $latitude, longitude: $longitude, withinKm: $withinKm}}
    first: $first
    after: $after
  ) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        slug
        name
        kind
        attribution
        start {
          value
          precision
        }
        place {
          name
          latitude
          longitude
          radiusKm
          precision
          country {
            name
          }
        }
        counts {
          what
          quantity {
            min
            max
            asStated
          }
          preferred
          source {
            publisher
            url
          }
        }
      }
    }
  }
}
    `, {"hash":"sha256:ede3377b28fd2d22521b491f81e8df826a1c4f9ec4537149b088efcf84c64cf0"}) as unknown as TypedDocumentString<IncidentsNearAPlaceQuery, IncidentsNearAPlaceQueryVariables>;
export const TimelineOfAStateDocument = new TypedDocumentString(`
    query TimelineOfAState($state: String = "romania", $first: Int = 20, $after: String) {
  timeline(filter: {countries: [$state]}, first: $first, after: $after) {
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      at
      node {
        __typename
        ... on Article {
          title
          url
          feed {
            title
          }
        }
        ... on DealEvent {
          status
          note
          deal {
            slug
            name
          }
          sources {
            url
          }
        }
        ... on FundingEvent {
          stage
          money {
            min
            currency
          }
          funding {
            slug
            name
          }
          sources {
            url
          }
        }
        ... on Incident {
          slug
          name
          kind
          place {
            name
          }
        }
      }
    }
  }
}
    `, {"hash":"sha256:656eeae51641c2be9c665858190735cce0be2ed72e00be69db280f102301e52e"}) as unknown as TypedDocumentString<TimelineOfAStateQuery, TimelineOfAStateQueryVariables>;
export const PathBetweenTwoActorsDocument = new TypedDocumentString(`
    query PathBetweenTwoActors($from: String = "fire-point", $to: String = "rheinmetall", $maxLength: Int = 6) {
  path(from: $from, to: $to, maxLength: $maxLength) {
    __typename
    slug
    name
    summary
    ... on Actor {
      kind
    }
    ... on Deal {
      status
    }
    sources {
      publisher
      url
    }
  }
}
    `, {"hash":"sha256:1dbb535c2c60a424ebdaa0a366aa71f4f4fe9910e0c1382088ae8bcb7b3ee804"}) as unknown as TypedDocumentString<PathBetweenTwoActorsQuery, PathBetweenTwoActorsQueryVariables>;
export const TheGraphThenAndNowDocument = new TypedDocumentString(`
    query TheGraphThenAndNow($at: DateTime = "2025-11-25T00:00:00Z", $deal: String = "ro-ua-joint-drone-production") {
  ...Known
  then: asOf(at: $at) {
    ...Known
  }
  newsByThen: articles(filter: {publishedAt: {before: $at}}, first: 3) {
    totalCount
    edges {
      node {
        title
        publishedAt
        firstSeenAt
      }
    }
  }
}
    fragment Known on Query {
  articles {
    totalCount
  }
  deals {
    totalCount
  }
  deal(slug: $deal) {
    name
    status
    statusHistory {
      status
      date {
        value
      }
    }
    version
    createdAt
  }
}`, {"hash":"sha256:33862acf27b249c7bedc80b93975dd7d645483fba6b5ca007343f72ab2502dcd"}) as unknown as TypedDocumentString<TheGraphThenAndNowQuery, TheGraphThenAndNowQueryVariables>;
export const IncidentsWithCompetingFiguresDocument = new TypedDocumentString(`
    query IncidentsWithCompetingFigures($first: Int = 10, $after: String) {
  incidents(first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      cursor
      node {
        slug
        name
        kind
        attribution
        verification
        start {
          value
        }
        place {
          name
          country {
            name
          }
        }
        counts {
          what
          quantity {
            min
            max
            qualifier
            asStated
          }
          preferred
          statedBy {
            name
          }
          source {
            publisher
            url
            reliability
          }
        }
        claims {
          edges {
            node {
              field
              value
              rank
              source {
                publisher
              }
            }
          }
        }
      }
    }
  }
}
    `, {"hash":"sha256:5dbbb6b067e3f7656800054f538a7806e9d71ead2263f10dced81bad90d3d348"}) as unknown as TypedDocumentString<IncidentsWithCompetingFiguresQuery, IncidentsWithCompetingFiguresQueryVariables>;
export const MoneyOfAProgrammeDocument = new TypedDocumentString(`
    query MoneyOfAProgramme($slug: String = "safe", $after: String) {
  funding(slug: $slug) {
    name
    kind
    instrument
    money {
      min
      max
      currency
      qualifier
    }
    allocations(first: 20, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          name
          stage
          recipients {
            name
            iso2
          }
          money {
            min
            max
            currency
            qualifier
          }
          stageHistory {
            stage
            date {
              value
              precision
            }
            money {
              min
              currency
            }
            note
            sources {
              publisher
              url
            }
          }
          deals {
            certainty
            deal {
              name
              status
            }
          }
        }
      }
    }
  }
}
    `, {"hash":"sha256:96c275efcd0b94d8d852d906d3cc411f5b973cbc2b5554d4da42379aa8fd52a3"}) as unknown as TypedDocumentString<MoneyOfAProgrammeQuery, MoneyOfAProgrammeQueryVariables>;
export const NearestActorsDocument = new TypedDocumentString(`
    query NearestActors($slug: String = "rheinmetall") {
  actor(slug: $slug) {
    name
    aliases {
      text
      language
      kind
    }
    related(first: 10) {
      strength
      actor {
        slug
        name
        kind
      }
      via {
        __typename
        slug
        name
      }
    }
  }
}
    `, {"hash":"sha256:39f54566c54a3411b4ade4ca2cf20cb8894e55521454641c156f4074592d4b63"}) as unknown as TypedDocumentString<NearestActorsQuery, NearestActorsQueryVariables>;
export const NewsAndWhyDocument = new TypedDocumentString(`
    query NewsAndWhy($first: Int = 10, $after: String) {
  articles(first: $first, after: $after) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      node {
        title
        url
        summary
        language
        publishedAt
        feed {
          title
          status
        }
        mentions {
          field
          start
          end
          surface
          evidence {
            part
            what
            weight
          }
          score
          method
          record {
            __typename
            slug
            name
          }
        }
      }
    }
  }
}
    `, {"hash":"sha256:f10e321c5aeb3b88112657d88a89aa9360a3014008cb2a5027e5ff2a183bfffb"}) as unknown as TypedDocumentString<NewsAndWhyQuery, NewsAndWhyQueryVariables>;
export const StateAndItsSurroundingsDocument = new TypedDocumentString(`
    query StateAndItsSurroundings($slug: String = "romania") {
  actor(slug: $slug) {
    id
    name
    iso2
    memberOf {
      name
    }
    officeHolders {
      title
      person {
        name
      }
      asOf {
        value
      }
    }
    operates {
      system {
        name
        kind
      }
      source {
        publisher
        url
      }
    }
    deals(first: 10) {
      totalCount
      edges {
        roles
        node {
          slug
          name
          status
        }
      }
    }
    incidents(first: 5) {
      edges {
        roles
        node {
          name
          start {
            value
            precision
          }
          place {
            name
            latitude
            longitude
            radiusKm
            precision
          }
        }
      }
    }
  }
}
    `, {"hash":"sha256:8f4b73be11932b41827b79730ab74ab2a8e217edd112527f3cf4c1ccc45222c1"}) as unknown as TypedDocumentString<StateAndItsSurroundingsQuery, StateAndItsSurroundingsQueryVariables>;
export const WaitingForACuratorDocument = new TypedDocumentString(`
    query WaitingForACurator($first: Int = 20, $after: String) {
  reviewQueue(first: $first, after: $after) {
    totalCount
    edges {
      cursor
      node {
        surface
        evidence {
          part
          what
          weight
        }
        score
        record {
          slug
          name
        }
        article {
          title
          url
        }
      }
    }
  }
}
    `, {"hash":"sha256:b16ed875e79970fa1987bc9aef67b40fd494ac3f1973a6a75644929badb1f55a"}) as unknown as TypedDocumentString<WaitingForACuratorQuery, WaitingForACuratorQueryVariables>;