-- CreateEnum
CREATE TYPE "record_kind" AS ENUM ('ACTOR', 'SYSTEM', 'DEAL', 'FUNDING', 'INCIDENT');

-- CreateEnum
CREATE TYPE "actor_kind" AS ENUM ('STATE', 'GOVERNMENT_BODY', 'MILITARY_UNIT', 'INTERNATIONAL_ORGANISATION', 'COMPANY', 'PERSON', 'MEDIA', 'OTHER');

-- CreateEnum
CREATE TYPE "basis" AS ENUM ('SOURCE', 'REFERENCE', 'APPROXIMATE');

-- CreateEnum
CREATE TYPE "alias_kind" AS ENUM ('NAME', 'NATIVE', 'TRANSLIT', 'SHORT', 'ABBREVIATION', 'FORMER', 'DEMONYM', 'METONYM');

-- CreateEnum
CREATE TYPE "system_kind" AS ENUM ('FIGHTER_AIRCRAFT', 'TANKER_AIRCRAFT', 'UAV', 'UCAV', 'INTERCEPTOR_DRONE', 'ONE_WAY_ATTACK_UAV', 'DECOY_UAV', 'LOITERING_MUNITION', 'COUNTER_UAS', 'AIR_DEFENCE_GUN', 'AIR_DEFENCE_MANPADS', 'AIR_DEFENCE_MEDIUM_RANGE', 'AIR_DEFENCE_LONG_RANGE', 'BALLISTIC_MISSILE_DEFENCE', 'CRUISE_MISSILE', 'ROCKET_ARTILLERY', 'MAIN_BATTLE_TANK', 'GUIDANCE_KIT', 'OTHER');

-- CreateEnum
CREATE TYPE "deal_kind" AS ENUM ('PROCUREMENT', 'JOINT_PRODUCTION', 'JOINT_VENTURE', 'LICENCE', 'ACQUISITION', 'INVESTMENT', 'DEPLOYMENT', 'DONATION', 'OTHER');

-- CreateEnum
CREATE TYPE "deal_status" AS ENUM ('REPORTED', 'IN_TALKS', 'PLANNED', 'ANNOUNCED', 'SELECTED', 'AGREED', 'INTENT_SIGNED', 'APPROVED', 'SIGNED', 'IN_PROGRESS', 'IN_DELIVERY', 'COMPLETED', 'SUSPENDED', 'CANCELLED', 'UNKNOWN');

-- CreateEnum
CREATE TYPE "deal_dispute" AS ENUM ('INSTRUMENT_TYPE', 'START_DATE', 'VALUE', 'STATUS', 'OTHER');

-- CreateEnum
CREATE TYPE "deal_role" AS ENUM ('BUYER', 'SELLER', 'SUPPLIER', 'PRIME_CONTRACTOR', 'CONTRACTOR', 'MANUFACTURER', 'PARTNER', 'LICENSOR', 'LICENSEE', 'INVESTOR', 'ACQUIRER', 'TARGET', 'VEHICLE', 'FUNDER', 'SPONSOR', 'HOST_STATE', 'END_USER', 'BENEFICIARY', 'APPROVER', 'COORDINATOR', 'SIGNATORY', 'SPOKESPERSON', 'NEGOTIATOR', 'OTHER');

-- CreateEnum
CREATE TYPE "deal_value_kind" AS ENUM ('CONTRACT', 'TOTAL', 'INVESTMENT', 'CEILING', 'SHARE', 'BUDGET', 'CUMULATIVE', 'FUNDING', 'OTHER');

-- CreateEnum
CREATE TYPE "funding_kind" AS ENUM ('PROGRAMME', 'ALLOCATION', 'PLEDGE', 'COMMITMENT', 'DISBURSEMENT');

-- CreateEnum
CREATE TYPE "funding_instrument" AS ENUM ('LOAN', 'GRANT', 'INTEREST_FREE_LOAN', 'PROCUREMENT_FUND', 'MIXED', 'OTHER');

-- CreateEnum
CREATE TYPE "funding_stage" AS ENUM ('PROPOSED', 'ANNOUNCED', 'TENTATIVE_ALLOCATION', 'PLEDGED', 'APPROVED', 'ADOPTED', 'AGREED', 'SIGNED', 'LAUNCHED', 'DISBURSED', 'BLOCKED', 'CANCELLED', 'UNKNOWN');

-- CreateEnum
CREATE TYPE "funding_role" AS ENUM ('DONOR', 'RECIPIENT');

-- CreateEnum
CREATE TYPE "link_certainty" AS ENUM ('STATED', 'PROBABLE');

-- CreateEnum
CREATE TYPE "incident_kind" AS ENUM ('DRONE_INCURSION', 'DRONE_CRASH', 'DRONE_DEBRIS', 'DRONE_SIGHTING', 'DRONE_SHOOTDOWN', 'AIRCRAFT_INCURSION', 'BALLOON_INCURSION', 'GNSS_INTERFERENCE', 'SABOTAGE', 'MARITIME', 'AGGREGATE', 'OTHER');

-- CreateEnum
CREATE TYPE "attribution" AS ENUM ('UNATTRIBUTED', 'SUSPECTED', 'ALLEGED_BY_AFFECTED_STATE', 'ATTRIBUTED_BY_AFFECTED_STATE', 'ADMITTED');

-- CreateEnum
CREATE TYPE "verification" AS ENUM ('REPORTED', 'REPORTED_BY_POLICE', 'CONFIRMED_BY_AUTHORITIES', 'DISPUTED', 'RETRACTED');

-- CreateEnum
CREATE TYPE "place_precision" AS ENUM ('SITE', 'LOCALITY', 'REGION', 'COUNTRY', 'UNKNOWN');

-- CreateEnum
CREATE TYPE "date_precision" AS ENUM ('DAY', 'MONTH', 'YEAR', 'PERIOD', 'UNKNOWN');

-- CreateEnum
CREATE TYPE "incident_role" AS ENUM ('PERPETRATOR', 'AFFECTED_STATE', 'RESPONDER', 'ORIGIN_TERRITORY', 'ORIGIN_OF_OBJECT', 'INTERFERENCE', 'TARGET', 'REPORTER', 'OTHER');

-- CreateEnum
CREATE TYPE "certainty" AS ENUM ('ASSERTED', 'ALLEGED', 'SUSPECTED', 'DENIED');

-- CreateEnum
CREATE TYPE "qualifier" AS ENUM ('EXACT', 'AS_STATED', 'ABOUT', 'AT_LEAST', 'MORE_THAN', 'UP_TO', 'LESS_THAN', 'RANGE', 'ROUNDED', 'BY', 'INFERRED', 'UNKNOWN');

-- CreateEnum
CREATE TYPE "source_kind" AS ENUM ('ESTABLISHED_OUTLET', 'AGGREGATOR', 'OFFICIAL', 'STATE_CONTROLLED');

-- CreateEnum
CREATE TYPE "claim_rank" AS ENUM ('PREFERRED', 'NORMAL', 'DEPRECATED');

-- CreateEnum
CREATE TYPE "feed_kind" AS ENUM ('NEWS', 'TRADE', 'OFFICIAL', 'RESEARCH', 'STATE_CONTROLLED', 'SAMPLE');

-- CreateEnum
CREATE TYPE "feed_attestation" AS ENUM ('CONFIRMED', 'LISTED', 'LISTED_ONCE', 'BLOCKING_REPORTED', 'UNVERIFIED');

-- CreateEnum
CREATE TYPE "feed_licence" AS ENUM ('FULL', 'LINK_ONLY');

-- CreateEnum
CREATE TYPE "push_state" AS ENUM ('REQUESTED', 'ACTIVE', 'ENDED');

-- CreateEnum
CREATE TYPE "article_field" AS ENUM ('TITLE', 'SUMMARY', 'CONTENT');

-- CreateEnum
CREATE TYPE "mention_method" AS ENUM ('ALIAS', 'CONTEXT', 'INFERRED', 'MANUAL');

-- CreateEnum
CREATE TYPE "review_status" AS ENUM ('AUTO', 'NEEDS_REVIEW', 'ACCEPTED', 'REJECTED');

-- CreateEnum
CREATE TYPE "change_type" AS ENUM ('ACTOR', 'SYSTEM', 'DEAL', 'FUNDING', 'INCIDENT', 'ARTICLE', 'MENTION', 'FEED');

-- CreateEnum
CREATE TYPE "change_kind" AS ENUM ('CREATED', 'UPDATED', 'DELETED');

-- CreateEnum
CREATE TYPE "delivery_status" AS ENUM ('PENDING', 'DELIVERED', 'FAILED', 'DEAD');

-- CreateEnum
CREATE TYPE "viewer_role" AS ENUM ('ANONYMOUS', 'READER', 'EDITOR', 'ADMIN');

-- CreateTable
CREATE TABLE "record" (
    "slug" TEXT NOT NULL,
    "kind" "record_kind" NOT NULL,
    "retired_at" TIMESTAMPTZ(3),
    "merged_into" TEXT,

    CONSTRAINT "record_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "actor" (
    "slug" TEXT NOT NULL,
    "record_kind" "record_kind" NOT NULL DEFAULT 'ACTOR',
    "name" TEXT NOT NULL,
    "summary" TEXT,
    "note" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" "actor_kind" NOT NULL,
    "basis" "basis" NOT NULL DEFAULT 'SOURCE',
    "iso2" CHAR(2),
    "iso3" CHAR(3),
    "country_slug" TEXT,
    "parent_slug" TEXT,

    CONSTRAINT "actor_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "alias" (
    "record_slug" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "language" TEXT,
    "kind" "alias_kind" NOT NULL DEFAULT 'NAME',
    "case_sensitive" BOOLEAN NOT NULL DEFAULT false,
    "basis" "basis" NOT NULL DEFAULT 'SOURCE',

    CONSTRAINT "alias_pkey" PRIMARY KEY ("record_slug","position")
);

-- CreateTable
CREATE TABLE "role" (
    "person_slug" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "organisation_slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "from_date" TEXT,
    "from_date_qualifier" "qualifier",
    "to_date" TEXT,
    "to_date_qualifier" "qualifier",
    "as_of" TEXT,
    "as_of_qualifier" "qualifier",
    "source_slug" TEXT,

    CONSTRAINT "role_pkey" PRIMARY KEY ("person_slug","position")
);

-- CreateTable
CREATE TABLE "operation" (
    "actor_slug" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "system_slug" TEXT NOT NULL,
    "quantity_min" INTEGER,
    "quantity_max" INTEGER,
    "quantity_qualifier" "qualifier",
    "quantity_unit" TEXT,
    "quantity_as_stated" TEXT,
    "as_of" TEXT,
    "as_of_qualifier" "qualifier",
    "exhaustive" BOOLEAN NOT NULL DEFAULT false,
    "basis" "basis" NOT NULL DEFAULT 'SOURCE',
    "source_slug" TEXT,

    CONSTRAINT "operation_pkey" PRIMARY KEY ("actor_slug","position")
);

-- CreateTable
CREATE TABLE "membership" (
    "member_slug" TEXT NOT NULL,
    "organisation_slug" TEXT NOT NULL,
    "basis" "basis" NOT NULL DEFAULT 'SOURCE',

    CONSTRAINT "membership_pkey" PRIMARY KEY ("member_slug","organisation_slug")
);

-- CreateTable
CREATE TABLE "system" (
    "slug" TEXT NOT NULL,
    "record_kind" "record_kind" NOT NULL DEFAULT 'SYSTEM',
    "name" TEXT NOT NULL,
    "summary" TEXT,
    "note" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" "system_kind" NOT NULL,
    "basis" "basis" NOT NULL DEFAULT 'SOURCE',

    CONSTRAINT "system_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "system_maker" (
    "system_slug" TEXT NOT NULL,
    "actor_slug" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "system_maker_pkey" PRIMARY KEY ("system_slug","actor_slug")
);

-- CreateTable
CREATE TABLE "system_origin" (
    "system_slug" TEXT NOT NULL,
    "actor_slug" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "system_origin_pkey" PRIMARY KEY ("system_slug","actor_slug")
);

-- CreateTable
CREATE TABLE "deal" (
    "slug" TEXT NOT NULL,
    "record_kind" "record_kind" NOT NULL DEFAULT 'DEAL',
    "name" TEXT NOT NULL,
    "summary" TEXT,
    "note" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" "deal_kind" NOT NULL,
    "dispute" "deal_dispute",

    CONSTRAINT "deal_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "deal_event" (
    "deal_slug" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "status" "deal_status" NOT NULL,
    "date" TEXT,
    "date_qualifier" "qualifier",
    "date_note" TEXT,
    "note" TEXT,

    CONSTRAINT "deal_event_pkey" PRIMARY KEY ("deal_slug","position")
);

-- CreateTable
CREATE TABLE "deal_event_source" (
    "deal_slug" TEXT NOT NULL,
    "event_position" INTEGER NOT NULL,
    "source_slug" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "deal_event_source_pkey" PRIMARY KEY ("deal_slug","event_position","source_slug")
);

-- CreateTable
CREATE TABLE "deal_party" (
    "deal_slug" TEXT NOT NULL,
    "actor_slug" TEXT NOT NULL,
    "role" "deal_role" NOT NULL,
    "position" INTEGER NOT NULL,
    "note" TEXT,

    CONSTRAINT "deal_party_pkey" PRIMARY KEY ("deal_slug","actor_slug","role")
);

-- CreateTable
CREATE TABLE "deal_item" (
    "deal_slug" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "system_slug" TEXT NOT NULL,
    "quantity_min" INTEGER,
    "quantity_max" INTEGER,
    "quantity_qualifier" "qualifier",
    "quantity_unit" TEXT,
    "quantity_as_stated" TEXT,
    "note" TEXT,

    CONSTRAINT "deal_item_pkey" PRIMARY KEY ("deal_slug","position")
);

-- CreateTable
CREATE TABLE "deal_value" (
    "deal_slug" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" "deal_value_kind" NOT NULL,
    "holder_slug" TEXT,
    "money_min" DECIMAL(24,4),
    "money_max" DECIMAL(24,4),
    "money_currency" CHAR(3) NOT NULL,
    "money_qualifier" "qualifier" NOT NULL,
    "money_as_stated" TEXT,
    "conversion_amount" DECIMAL(24,4),
    "conversion_currency" CHAR(3),
    "conversion_qualifier" "qualifier",
    "rank" "claim_rank" NOT NULL DEFAULT 'NORMAL',
    "stated_by_slug" TEXT,
    "source_slug" TEXT,
    "note" TEXT,

    CONSTRAINT "deal_value_pkey" PRIMARY KEY ("deal_slug","position")
);

-- CreateTable
CREATE TABLE "deal_country" (
    "deal_slug" TEXT NOT NULL,
    "actor_slug" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "deal_country_pkey" PRIMARY KEY ("deal_slug","actor_slug")
);

-- CreateTable
CREATE TABLE "funding" (
    "slug" TEXT NOT NULL,
    "record_kind" "record_kind" NOT NULL DEFAULT 'FUNDING',
    "name" TEXT NOT NULL,
    "summary" TEXT,
    "note" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" "funding_kind" NOT NULL,
    "instrument" "funding_instrument",
    "programme_slug" TEXT,
    "money_min" DECIMAL(24,4),
    "money_max" DECIMAL(24,4),
    "money_currency" CHAR(3),
    "money_qualifier" "qualifier",
    "money_as_stated" TEXT,
    "period_start" TEXT,
    "period_end" TEXT,
    "terms" JSONB,

    CONSTRAINT "funding_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "funding_event" (
    "funding_slug" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "stage" "funding_stage" NOT NULL,
    "date" TEXT,
    "date_qualifier" "qualifier",
    "date_note" TEXT,
    "money_min" DECIMAL(24,4),
    "money_max" DECIMAL(24,4),
    "money_currency" CHAR(3),
    "money_qualifier" "qualifier",
    "money_as_stated" TEXT,
    "note" TEXT,

    CONSTRAINT "funding_event_pkey" PRIMARY KEY ("funding_slug","position")
);

-- CreateTable
CREATE TABLE "funding_event_source" (
    "funding_slug" TEXT NOT NULL,
    "event_position" INTEGER NOT NULL,
    "source_slug" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "funding_event_source_pkey" PRIMARY KEY ("funding_slug","event_position","source_slug")
);

-- CreateTable
CREATE TABLE "funding_party" (
    "funding_slug" TEXT NOT NULL,
    "actor_slug" TEXT NOT NULL,
    "role" "funding_role" NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "funding_party_pkey" PRIMARY KEY ("funding_slug","role","actor_slug")
);

-- CreateTable
CREATE TABLE "funding_link" (
    "deal_slug" TEXT NOT NULL,
    "funding_slug" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "certainty" "link_certainty" NOT NULL DEFAULT 'STATED',

    CONSTRAINT "funding_link_pkey" PRIMARY KEY ("deal_slug","funding_slug")
);

-- CreateTable
CREATE TABLE "incident" (
    "slug" TEXT NOT NULL,
    "record_kind" "record_kind" NOT NULL DEFAULT 'INCIDENT',
    "name" TEXT NOT NULL,
    "summary" TEXT,
    "note" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "kind" "incident_kind" NOT NULL,
    "start_date" TEXT,
    "start_date_qualifier" "qualifier",
    "end_date" TEXT,
    "end_date_qualifier" "qualifier",
    "date_precision" "date_precision",
    "time_note" TEXT,
    "country_slug" TEXT,
    "place_name" TEXT,
    "latitude" DOUBLE PRECISION,
    "longitude" DOUBLE PRECISION,
    "radius_km" DOUBLE PRECISION,
    "place_precision" "place_precision" NOT NULL DEFAULT 'UNKNOWN',
    "place_basis" "basis",
    "aggregate" BOOLEAN NOT NULL DEFAULT false,
    "effects" TEXT[],
    "attribution" "attribution" NOT NULL DEFAULT 'UNATTRIBUTED',
    "verification" "verification" NOT NULL DEFAULT 'REPORTED',

    CONSTRAINT "incident_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "incident_count" (
    "incident_slug" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "what" TEXT NOT NULL,
    "quantity_min" INTEGER,
    "quantity_max" INTEGER,
    "quantity_qualifier" "qualifier" NOT NULL,
    "quantity_unit" TEXT,
    "quantity_as_stated" TEXT,
    "rank" "claim_rank" NOT NULL DEFAULT 'NORMAL',
    "stated_by_slug" TEXT,
    "source_slug" TEXT,
    "note" TEXT,

    CONSTRAINT "incident_count_pkey" PRIMARY KEY ("incident_slug","position")
);

-- CreateTable
CREATE TABLE "incident_actor" (
    "incident_slug" TEXT NOT NULL,
    "actor_slug" TEXT NOT NULL,
    "role" "incident_role" NOT NULL,
    "position" INTEGER NOT NULL,
    "certainty" "certainty" NOT NULL DEFAULT 'ASSERTED',
    "stated_by_slug" TEXT,
    "source_slug" TEXT,

    CONSTRAINT "incident_actor_pkey" PRIMARY KEY ("incident_slug","actor_slug","role")
);

-- CreateTable
CREATE TABLE "incident_system" (
    "incident_slug" TEXT NOT NULL,
    "system_slug" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "incident_system_pkey" PRIMARY KEY ("incident_slug","system_slug")
);

-- CreateTable
CREATE TABLE "source" (
    "slug" TEXT NOT NULL,
    "title" TEXT,
    "url" TEXT,
    "publisher" TEXT,
    "published_on" TEXT,
    "published_on_qualifier" "qualifier",
    "language" TEXT,
    "reliability" TEXT,
    "kind" "source_kind",
    "article_id" UUID,

    CONSTRAINT "source_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "record_source" (
    "record_slug" TEXT NOT NULL,
    "source_slug" TEXT NOT NULL,

    CONSTRAINT "record_source_pkey" PRIMARY KEY ("record_slug","source_slug")
);

-- CreateTable
CREATE TABLE "claim" (
    "id" UUID NOT NULL,
    "record_slug" TEXT NOT NULL,
    "record_kind" "record_kind" NOT NULL,
    "field" TEXT NOT NULL,
    "value" JSONB,
    "source_slug" TEXT NOT NULL,
    "quote" TEXT,
    "stated_by_slug" TEXT,
    "stated_on" TEXT,
    "stated_on_qualifier" "qualifier",
    "confidence" INTEGER,
    "rank" "claim_rank" NOT NULL DEFAULT 'NORMAL',
    "note" TEXT,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "claim_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "revision" (
    "record_slug" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "by" TEXT NOT NULL,
    "reason" TEXT,
    "patch" JSONB NOT NULL,

    CONSTRAINT "revision_pkey" PRIMARY KEY ("record_slug","version")
);

-- CreateTable
CREATE TABLE "feed" (
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "site_url" TEXT,
    "language" TEXT,
    "publisher_slug" TEXT,
    "kind" "feed_kind" NOT NULL DEFAULT 'NEWS',
    "attestation" "feed_attestation",
    "licence" "feed_licence" NOT NULL DEFAULT 'FULL',
    "note" TEXT,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "gone_at" TIMESTAMPTZ(3),
    "last_attempt_at" TIMESTAMPTZ(3),
    "last_success_at" TIMESTAMPTZ(3),
    "next_attempt_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "consecutive_failures" INTEGER NOT NULL DEFAULT 0,
    "etag" TEXT,
    "last_modified" TEXT,
    "body_hash" TEXT,
    "interval" INTEGER NOT NULL DEFAULT 1800,
    "document_ttl" INTEGER NOT NULL DEFAULT 0,
    "skip_hours" INTEGER[],
    "skip_days" INTEGER[],
    "leased_until" TIMESTAMPTZ(3),
    "refresh_requested_at" TIMESTAMPTZ(3),
    "moved_to" TEXT,
    "moved_days" INTEGER NOT NULL DEFAULT 0,
    "moved_on" TIMESTAMPTZ(3),

    CONSTRAINT "feed_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "article" (
    "id" UUID NOT NULL,
    "feed_slug" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "author" TEXT,
    "summary" TEXT,
    "content_html" TEXT,
    "language" TEXT,
    "tags" TEXT[],
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "story_id" UUID,

    CONSTRAINT "article_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "appearance" (
    "feed_slug" TEXT NOT NULL,
    "guid" TEXT NOT NULL,
    "sibling" TEXT NOT NULL DEFAULT '',
    "article_id" UUID NOT NULL,
    "hash" TEXT NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "appearance_pkey" PRIMARY KEY ("feed_slug","guid","sibling")
);

-- CreateTable
CREATE TABLE "article_version" (
    "article_id" UUID NOT NULL,
    "replaced_at" TIMESTAMPTZ(3) NOT NULL,
    "url" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "author" TEXT,
    "summary" TEXT,
    "content_html" TEXT,

    CONSTRAINT "article_version_pkey" PRIMARY KEY ("article_id","replaced_at")
);

-- CreateTable
CREATE TABLE "feed_host" (
    "host" TEXT NOT NULL,
    "free_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "feed_host_pkey" PRIMARY KEY ("host")
);

-- CreateTable
CREATE TABLE "push_subscription" (
    "id" TEXT NOT NULL,
    "feed_slug" TEXT,
    "hub" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "state" "push_state" NOT NULL DEFAULT 'REQUESTED',
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "verified_at" TIMESTAMPTZ(3),
    "leased_until" TIMESTAMPTZ(3),
    "renew_at" TIMESTAMPTZ(3),
    "last_delivery_at" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,

    CONSTRAINT "push_subscription_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_receipt" (
    "id" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_receipt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "story" (
    "id" UUID NOT NULL,
    "headline" TEXT NOT NULL,
    "first_published_at" TIMESTAMPTZ(3) NOT NULL,
    "last_published_at" TIMESTAMPTZ(3) NOT NULL,
    "independent_publishers" INTEGER NOT NULL,

    CONSTRAINT "story_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mention" (
    "id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "record_slug" TEXT NOT NULL,
    "record_kind" "record_kind" NOT NULL,
    "field" "article_field" NOT NULL,
    "start_offset" INTEGER,
    "end_offset" INTEGER,
    "surface" TEXT,
    "score" DOUBLE PRECISION NOT NULL,
    "method" "mention_method" NOT NULL,
    "review" "review_status" NOT NULL DEFAULT 'AUTO',

    CONSTRAINT "mention_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "change" (
    "seq" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "type" "change_type" NOT NULL,
    "kind" "change_kind" NOT NULL,
    "node_id" TEXT NOT NULL,

    CONSTRAINT "change_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "webhook" (
    "id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "types" "change_type"[],
    "filter" JSONB,
    "description" TEXT,
    "secret" TEXT NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" UUID NOT NULL,
    "webhook_id" UUID NOT NULL,
    "change_seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "status" "delivery_status" NOT NULL DEFAULT 'PENDING',
    "response_status" INTEGER,
    "next_attempt_at" TIMESTAMPTZ(3),

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "role" "viewer_role" NOT NULL,
    "hash" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "record_merged_into_idx" ON "record"("merged_into");

-- CreateIndex
CREATE UNIQUE INDEX "record_slug_kind_key" ON "record"("slug", "kind");

-- CreateIndex
CREATE INDEX "actor_name_slug_idx" ON "actor"("name", "slug");

-- CreateIndex
CREATE INDEX "actor_updated_at_slug_idx" ON "actor"("updated_at", "slug");

-- CreateIndex
CREATE INDEX "actor_kind_name_slug_idx" ON "actor"("kind", "name", "slug");

-- CreateIndex
CREATE INDEX "actor_country_slug_name_slug_idx" ON "actor"("country_slug", "name", "slug");

-- CreateIndex
CREATE INDEX "actor_parent_slug_idx" ON "actor"("parent_slug");

-- CreateIndex
CREATE UNIQUE INDEX "alias_record_slug_text_language_kind_key" ON "alias"("record_slug", "text", "language", "kind");

-- CreateIndex
CREATE INDEX "role_organisation_slug_idx" ON "role"("organisation_slug");

-- CreateIndex
CREATE INDEX "role_source_slug_idx" ON "role"("source_slug");

-- CreateIndex
CREATE INDEX "operation_system_slug_idx" ON "operation"("system_slug");

-- CreateIndex
CREATE INDEX "operation_source_slug_idx" ON "operation"("source_slug");

-- CreateIndex
CREATE INDEX "membership_organisation_slug_idx" ON "membership"("organisation_slug");

-- CreateIndex
CREATE INDEX "system_name_slug_idx" ON "system"("name", "slug");

-- CreateIndex
CREATE INDEX "system_updated_at_slug_idx" ON "system"("updated_at", "slug");

-- CreateIndex
CREATE INDEX "system_kind_name_slug_idx" ON "system"("kind", "name", "slug");

-- CreateIndex
CREATE INDEX "system_maker_actor_slug_idx" ON "system_maker"("actor_slug");

-- CreateIndex
CREATE INDEX "system_origin_actor_slug_idx" ON "system_origin"("actor_slug");

-- CreateIndex
CREATE INDEX "deal_name_slug_idx" ON "deal"("name", "slug");

-- CreateIndex
CREATE INDEX "deal_updated_at_slug_idx" ON "deal"("updated_at", "slug");

-- CreateIndex
CREATE INDEX "deal_kind_name_slug_idx" ON "deal"("kind", "name", "slug");

-- CreateIndex
CREATE INDEX "deal_event_status_date_idx" ON "deal_event"("status", "date");

-- CreateIndex
CREATE INDEX "deal_event_date_deal_slug_idx" ON "deal_event"("date", "deal_slug");

-- CreateIndex
CREATE INDEX "deal_event_source_source_slug_idx" ON "deal_event_source"("source_slug");

-- CreateIndex
CREATE INDEX "deal_party_actor_slug_deal_slug_idx" ON "deal_party"("actor_slug", "deal_slug");

-- CreateIndex
CREATE INDEX "deal_item_system_slug_deal_slug_idx" ON "deal_item"("system_slug", "deal_slug");

-- CreateIndex
CREATE INDEX "deal_value_money_currency_money_min_idx" ON "deal_value"("money_currency", "money_min");

-- CreateIndex
CREATE INDEX "deal_value_holder_slug_idx" ON "deal_value"("holder_slug");

-- CreateIndex
CREATE INDEX "deal_value_stated_by_slug_idx" ON "deal_value"("stated_by_slug");

-- CreateIndex
CREATE INDEX "deal_value_source_slug_idx" ON "deal_value"("source_slug");

-- CreateIndex
CREATE INDEX "deal_country_actor_slug_idx" ON "deal_country"("actor_slug");

-- CreateIndex
CREATE INDEX "funding_name_slug_idx" ON "funding"("name", "slug");

-- CreateIndex
CREATE INDEX "funding_updated_at_slug_idx" ON "funding"("updated_at", "slug");

-- CreateIndex
CREATE INDEX "funding_kind_name_slug_idx" ON "funding"("kind", "name", "slug");

-- CreateIndex
CREATE INDEX "funding_programme_slug_name_slug_idx" ON "funding"("programme_slug", "name", "slug");

-- CreateIndex
CREATE INDEX "funding_money_currency_money_min_idx" ON "funding"("money_currency", "money_min");

-- CreateIndex
CREATE INDEX "funding_event_stage_date_idx" ON "funding_event"("stage", "date");

-- CreateIndex
CREATE INDEX "funding_event_date_funding_slug_idx" ON "funding_event"("date", "funding_slug");

-- CreateIndex
CREATE INDEX "funding_event_source_source_slug_idx" ON "funding_event_source"("source_slug");

-- CreateIndex
CREATE INDEX "funding_party_actor_slug_role_funding_slug_idx" ON "funding_party"("actor_slug", "role", "funding_slug");

-- CreateIndex
CREATE INDEX "funding_link_funding_slug_idx" ON "funding_link"("funding_slug");

-- CreateIndex
CREATE INDEX "incident_name_slug_idx" ON "incident"("name", "slug");

-- CreateIndex
CREATE INDEX "incident_updated_at_slug_idx" ON "incident"("updated_at", "slug");

-- CreateIndex
CREATE INDEX "incident_start_date_slug_idx" ON "incident"("start_date", "slug");

-- CreateIndex
CREATE INDEX "incident_kind_start_date_slug_idx" ON "incident"("kind", "start_date", "slug");

-- CreateIndex
CREATE INDEX "incident_country_slug_start_date_slug_idx" ON "incident"("country_slug", "start_date", "slug");

-- CreateIndex
CREATE INDEX "incident_latitude_longitude_idx" ON "incident"("latitude", "longitude");

-- CreateIndex
CREATE INDEX "incident_count_stated_by_slug_idx" ON "incident_count"("stated_by_slug");

-- CreateIndex
CREATE INDEX "incident_count_source_slug_idx" ON "incident_count"("source_slug");

-- CreateIndex
CREATE INDEX "incident_actor_actor_slug_incident_slug_idx" ON "incident_actor"("actor_slug", "incident_slug");

-- CreateIndex
CREATE INDEX "incident_actor_stated_by_slug_idx" ON "incident_actor"("stated_by_slug");

-- CreateIndex
CREATE INDEX "incident_actor_source_slug_idx" ON "incident_actor"("source_slug");

-- CreateIndex
CREATE INDEX "incident_system_system_slug_idx" ON "incident_system"("system_slug");

-- CreateIndex
CREATE INDEX "source_publisher_slug_idx" ON "source"("publisher", "slug");

-- CreateIndex
CREATE INDEX "source_article_id_idx" ON "source"("article_id");

-- CreateIndex
CREATE UNIQUE INDEX "source_url_key" ON "source"("url");

-- CreateIndex
CREATE INDEX "record_source_source_slug_idx" ON "record_source"("source_slug");

-- CreateIndex
CREATE INDEX "claim_record_slug_field_id_idx" ON "claim"("record_slug", "field", "id");

-- CreateIndex
CREATE INDEX "claim_source_slug_idx" ON "claim"("source_slug");

-- CreateIndex
CREATE INDEX "claim_stated_by_slug_idx" ON "claim"("stated_by_slug");

-- CreateIndex
CREATE INDEX "feed_next_attempt_at_idx" ON "feed"("next_attempt_at");

-- CreateIndex
CREATE INDEX "feed_refresh_requested_at_idx" ON "feed"("refresh_requested_at");

-- CreateIndex
CREATE INDEX "feed_publisher_slug_idx" ON "feed"("publisher_slug");

-- CreateIndex
CREATE INDEX "feed_language_slug_idx" ON "feed"("language", "slug");

-- CreateIndex
CREATE UNIQUE INDEX "feed_url_key" ON "feed"("url");

-- CreateIndex
CREATE INDEX "article_published_at_id_idx" ON "article"("published_at", "id");

-- CreateIndex
CREATE INDEX "article_first_seen_at_id_idx" ON "article"("first_seen_at", "id");

-- CreateIndex
CREATE INDEX "article_feed_slug_published_at_id_idx" ON "article"("feed_slug", "published_at", "id");

-- CreateIndex
CREATE INDEX "article_language_published_at_id_idx" ON "article"("language", "published_at", "id");

-- CreateIndex
CREATE INDEX "article_story_id_published_at_id_idx" ON "article"("story_id", "published_at", "id");

-- CreateIndex
CREATE INDEX "article_url_idx" ON "article" USING HASH ("url");

-- CreateIndex
CREATE INDEX "article_tags_idx" ON "article" USING GIN ("tags");

-- CreateIndex
CREATE UNIQUE INDEX "article_id_published_at_key" ON "article"("id", "published_at");

-- CreateIndex
CREATE INDEX "appearance_article_id_idx" ON "appearance"("article_id");

-- CreateIndex
CREATE UNIQUE INDEX "push_subscription_feed_slug_key" ON "push_subscription"("feed_slug");

-- CreateIndex
CREATE INDEX "push_subscription_renew_at_idx" ON "push_subscription"("renew_at");

-- CreateIndex
CREATE INDEX "webhook_receipt_received_at_idx" ON "webhook_receipt"("received_at");

-- CreateIndex
CREATE INDEX "story_last_published_at_id_idx" ON "story"("last_published_at", "id");

-- CreateIndex
CREATE INDEX "mention_record_slug_published_at_article_id_idx" ON "mention"("record_slug", "published_at", "article_id");

-- CreateIndex
CREATE INDEX "mention_review_id_idx" ON "mention"("review", "id");

-- CreateIndex
CREATE UNIQUE INDEX "mention_article_id_record_slug_field_start_offset_key" ON "mention"("article_id", "record_slug", "field", "start_offset");

-- CreateIndex
CREATE INDEX "change_type_seq_idx" ON "change"("type", "seq");

-- CreateIndex
CREATE INDEX "delivery_webhook_id_at_id_idx" ON "delivery"("webhook_id", "at", "id");

-- CreateIndex
CREATE INDEX "delivery_status_next_attempt_at_idx" ON "delivery"("status", "next_attempt_at");

-- CreateIndex
CREATE INDEX "delivery_change_seq_idx" ON "delivery"("change_seq");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");

-- AddForeignKey
ALTER TABLE "record" ADD CONSTRAINT "record_merged_into_fkey" FOREIGN KEY ("merged_into") REFERENCES "record"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "actor" ADD CONSTRAINT "actor_slug_record_kind_fkey" FOREIGN KEY ("slug", "record_kind") REFERENCES "record"("slug", "kind") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "actor" ADD CONSTRAINT "actor_country_slug_fkey" FOREIGN KEY ("country_slug") REFERENCES "actor"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "actor" ADD CONSTRAINT "actor_parent_slug_fkey" FOREIGN KEY ("parent_slug") REFERENCES "actor"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "alias" ADD CONSTRAINT "alias_record_slug_fkey" FOREIGN KEY ("record_slug") REFERENCES "record"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role" ADD CONSTRAINT "role_person_slug_fkey" FOREIGN KEY ("person_slug") REFERENCES "actor"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role" ADD CONSTRAINT "role_organisation_slug_fkey" FOREIGN KEY ("organisation_slug") REFERENCES "actor"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role" ADD CONSTRAINT "role_source_slug_fkey" FOREIGN KEY ("source_slug") REFERENCES "source"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "operation" ADD CONSTRAINT "operation_actor_slug_fkey" FOREIGN KEY ("actor_slug") REFERENCES "actor"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "operation" ADD CONSTRAINT "operation_system_slug_fkey" FOREIGN KEY ("system_slug") REFERENCES "system"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "operation" ADD CONSTRAINT "operation_source_slug_fkey" FOREIGN KEY ("source_slug") REFERENCES "source"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_member_slug_fkey" FOREIGN KEY ("member_slug") REFERENCES "actor"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_organisation_slug_fkey" FOREIGN KEY ("organisation_slug") REFERENCES "actor"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "system" ADD CONSTRAINT "system_slug_record_kind_fkey" FOREIGN KEY ("slug", "record_kind") REFERENCES "record"("slug", "kind") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "system_maker" ADD CONSTRAINT "system_maker_system_slug_fkey" FOREIGN KEY ("system_slug") REFERENCES "system"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "system_maker" ADD CONSTRAINT "system_maker_actor_slug_fkey" FOREIGN KEY ("actor_slug") REFERENCES "actor"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "system_origin" ADD CONSTRAINT "system_origin_system_slug_fkey" FOREIGN KEY ("system_slug") REFERENCES "system"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "system_origin" ADD CONSTRAINT "system_origin_actor_slug_fkey" FOREIGN KEY ("actor_slug") REFERENCES "actor"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal" ADD CONSTRAINT "deal_slug_record_kind_fkey" FOREIGN KEY ("slug", "record_kind") REFERENCES "record"("slug", "kind") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal_event" ADD CONSTRAINT "deal_event_deal_slug_fkey" FOREIGN KEY ("deal_slug") REFERENCES "deal"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal_event_source" ADD CONSTRAINT "deal_event_source_deal_slug_event_position_fkey" FOREIGN KEY ("deal_slug", "event_position") REFERENCES "deal_event"("deal_slug", "position") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal_event_source" ADD CONSTRAINT "deal_event_source_source_slug_fkey" FOREIGN KEY ("source_slug") REFERENCES "source"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal_party" ADD CONSTRAINT "deal_party_deal_slug_fkey" FOREIGN KEY ("deal_slug") REFERENCES "deal"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal_party" ADD CONSTRAINT "deal_party_actor_slug_fkey" FOREIGN KEY ("actor_slug") REFERENCES "actor"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal_item" ADD CONSTRAINT "deal_item_deal_slug_fkey" FOREIGN KEY ("deal_slug") REFERENCES "deal"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal_item" ADD CONSTRAINT "deal_item_system_slug_fkey" FOREIGN KEY ("system_slug") REFERENCES "system"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal_value" ADD CONSTRAINT "deal_value_deal_slug_fkey" FOREIGN KEY ("deal_slug") REFERENCES "deal"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal_value" ADD CONSTRAINT "deal_value_holder_slug_fkey" FOREIGN KEY ("holder_slug") REFERENCES "actor"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal_value" ADD CONSTRAINT "deal_value_stated_by_slug_fkey" FOREIGN KEY ("stated_by_slug") REFERENCES "actor"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal_value" ADD CONSTRAINT "deal_value_source_slug_fkey" FOREIGN KEY ("source_slug") REFERENCES "source"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal_country" ADD CONSTRAINT "deal_country_deal_slug_fkey" FOREIGN KEY ("deal_slug") REFERENCES "deal"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deal_country" ADD CONSTRAINT "deal_country_actor_slug_fkey" FOREIGN KEY ("actor_slug") REFERENCES "actor"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "funding" ADD CONSTRAINT "funding_slug_record_kind_fkey" FOREIGN KEY ("slug", "record_kind") REFERENCES "record"("slug", "kind") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "funding" ADD CONSTRAINT "funding_programme_slug_fkey" FOREIGN KEY ("programme_slug") REFERENCES "funding"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "funding_event" ADD CONSTRAINT "funding_event_funding_slug_fkey" FOREIGN KEY ("funding_slug") REFERENCES "funding"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "funding_event_source" ADD CONSTRAINT "funding_event_source_funding_slug_event_position_fkey" FOREIGN KEY ("funding_slug", "event_position") REFERENCES "funding_event"("funding_slug", "position") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "funding_event_source" ADD CONSTRAINT "funding_event_source_source_slug_fkey" FOREIGN KEY ("source_slug") REFERENCES "source"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "funding_party" ADD CONSTRAINT "funding_party_funding_slug_fkey" FOREIGN KEY ("funding_slug") REFERENCES "funding"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "funding_party" ADD CONSTRAINT "funding_party_actor_slug_fkey" FOREIGN KEY ("actor_slug") REFERENCES "actor"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "funding_link" ADD CONSTRAINT "funding_link_deal_slug_fkey" FOREIGN KEY ("deal_slug") REFERENCES "deal"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "funding_link" ADD CONSTRAINT "funding_link_funding_slug_fkey" FOREIGN KEY ("funding_slug") REFERENCES "funding"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident" ADD CONSTRAINT "incident_slug_record_kind_fkey" FOREIGN KEY ("slug", "record_kind") REFERENCES "record"("slug", "kind") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident" ADD CONSTRAINT "incident_country_slug_fkey" FOREIGN KEY ("country_slug") REFERENCES "actor"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_count" ADD CONSTRAINT "incident_count_incident_slug_fkey" FOREIGN KEY ("incident_slug") REFERENCES "incident"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_count" ADD CONSTRAINT "incident_count_stated_by_slug_fkey" FOREIGN KEY ("stated_by_slug") REFERENCES "actor"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_count" ADD CONSTRAINT "incident_count_source_slug_fkey" FOREIGN KEY ("source_slug") REFERENCES "source"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_actor" ADD CONSTRAINT "incident_actor_incident_slug_fkey" FOREIGN KEY ("incident_slug") REFERENCES "incident"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_actor" ADD CONSTRAINT "incident_actor_actor_slug_fkey" FOREIGN KEY ("actor_slug") REFERENCES "actor"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_actor" ADD CONSTRAINT "incident_actor_stated_by_slug_fkey" FOREIGN KEY ("stated_by_slug") REFERENCES "actor"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_actor" ADD CONSTRAINT "incident_actor_source_slug_fkey" FOREIGN KEY ("source_slug") REFERENCES "source"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_system" ADD CONSTRAINT "incident_system_incident_slug_fkey" FOREIGN KEY ("incident_slug") REFERENCES "incident"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_system" ADD CONSTRAINT "incident_system_system_slug_fkey" FOREIGN KEY ("system_slug") REFERENCES "system"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "source" ADD CONSTRAINT "source_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "record_source" ADD CONSTRAINT "record_source_record_slug_fkey" FOREIGN KEY ("record_slug") REFERENCES "record"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "record_source" ADD CONSTRAINT "record_source_source_slug_fkey" FOREIGN KEY ("source_slug") REFERENCES "source"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_record_slug_record_kind_fkey" FOREIGN KEY ("record_slug", "record_kind") REFERENCES "record"("slug", "kind") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_source_slug_fkey" FOREIGN KEY ("source_slug") REFERENCES "source"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_stated_by_slug_fkey" FOREIGN KEY ("stated_by_slug") REFERENCES "actor"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "revision" ADD CONSTRAINT "revision_record_slug_fkey" FOREIGN KEY ("record_slug") REFERENCES "record"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "feed" ADD CONSTRAINT "feed_publisher_slug_fkey" FOREIGN KEY ("publisher_slug") REFERENCES "actor"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "article" ADD CONSTRAINT "article_feed_slug_fkey" FOREIGN KEY ("feed_slug") REFERENCES "feed"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "article" ADD CONSTRAINT "article_story_id_fkey" FOREIGN KEY ("story_id") REFERENCES "story"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appearance" ADD CONSTRAINT "appearance_feed_slug_fkey" FOREIGN KEY ("feed_slug") REFERENCES "feed"("slug") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appearance" ADD CONSTRAINT "appearance_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "article_version" ADD CONSTRAINT "article_version_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "push_subscription" ADD CONSTRAINT "push_subscription_feed_slug_fkey" FOREIGN KEY ("feed_slug") REFERENCES "feed"("slug") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mention" ADD CONSTRAINT "mention_article_id_published_at_fkey" FOREIGN KEY ("article_id", "published_at") REFERENCES "article"("id", "published_at") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mention" ADD CONSTRAINT "mention_record_slug_record_kind_fkey" FOREIGN KEY ("record_slug", "record_kind") REFERENCES "record"("slug", "kind") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_webhook_id_fkey" FOREIGN KEY ("webhook_id") REFERENCES "webhook"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_change_seq_fkey" FOREIGN KEY ("change_seq") REFERENCES "change"("seq") ON DELETE RESTRICT ON UPDATE CASCADE;
