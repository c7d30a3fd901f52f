// The filters that lists take, as types: they name each other in circles, so what they mean stands in a file each.
import type {
  ActorKind,
  Attribution,
  DealKind,
  DealStatus,
  FundingKind,
  FundingStage,
  IncidentKind,
  SystemKind,
  Verification,
} from '../../database/generated/enums.js';
import { builder } from '../builder.js';
import type { FeedStatus } from '../vocabulary/news.js';
import type { DateFilter, DateTimeFilter, MoneyFilter, StringFilter } from './values.js';

interface Connected<Filter> {
  and?: Filter[] | null | undefined;
  or?: Filter[] | null | undefined;
  not?: Filter | null | undefined;
}

interface Named {
  slug?: StringFilter | null | undefined;
  name?: StringFilter | null | undefined;
}

export interface ActorFilter extends Connected<ActorFilter>, Named {
  kind?: ActorKind[] | null | undefined;
  country?: StringFilter | null | undefined;
  memberOf?: StringFilter | null | undefined;
  deal?: DealFilter | null | undefined;
  incident?: IncidentFilter | null | undefined;
}

export interface SystemFilter extends Connected<SystemFilter>, Named {
  kind?: SystemKind[] | null | undefined;
  manufacturer?: ActorFilter | null | undefined;
}

export interface DealFilter extends Connected<DealFilter>, Named {
  kind?: DealKind[] | null | undefined;
  status?: DealStatus[] | null | undefined;
  party?: ActorFilter | null | undefined;
  system?: SystemFilter | null | undefined;
  value?: MoneyFilter | null | undefined;
  date?: DateFilter | null | undefined;
}

export interface FundingFilter extends Connected<FundingFilter>, Named {
  kind?: FundingKind[] | null | undefined;
  stage?: FundingStage[] | null | undefined;
  programme?: StringFilter | null | undefined;
  donor?: ActorFilter | null | undefined;
  recipient?: ActorFilter | null | undefined;
  money?: MoneyFilter | null | undefined;
  date?: DateFilter | null | undefined;
}

export interface NearFilter {
  latitude: number;
  longitude: number;
  withinKm: number;
}

export interface IncidentFilter extends Connected<IncidentFilter>, Named {
  kind?: IncidentKind[] | null | undefined;
  country?: StringFilter | null | undefined;
  actor?: ActorFilter | null | undefined;
  system?: SystemFilter | null | undefined;
  attribution?: Attribution[] | null | undefined;
  verification?: Verification[] | null | undefined;
  date?: DateFilter | null | undefined;
  near?: NearFilter | null | undefined;
  aggregate?: boolean | null | undefined;
}

export interface ArticleFilter extends Connected<ArticleFilter> {
  text?: string | null | undefined;
  feed?: StringFilter | null | undefined;
  language?: StringFilter | null | undefined;
  tag?: StringFilter | null | undefined;
  publishedAt?: DateTimeFilter | null | undefined;
  mentions?: string[] | null | undefined;
  mentionsAny?: string[] | null | undefined;
}

export interface SourceFilter {
  slug?: StringFilter | null | undefined;
  publisher?: StringFilter | null | undefined;
  url?: StringFilter | null | undefined;
}

export interface FeedFilter {
  slug?: StringFilter | null | undefined;
  status?: FeedStatus[] | null | undefined;
  language?: StringFilter | null | undefined;
}

export const ActorFilterInput = builder.inputRef<ActorFilter>('ActorFilter');
export const SystemFilterInput = builder.inputRef<SystemFilter>('SystemFilter');
export const DealFilterInput = builder.inputRef<DealFilter>('DealFilter');
export const FundingFilterInput = builder.inputRef<FundingFilter>('FundingFilter');
export const IncidentFilterInput = builder.inputRef<IncidentFilter>('IncidentFilter');
export const ArticleFilterInput = builder.inputRef<ArticleFilter>('ArticleFilter');
