/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
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

/** How firmly a funding line is tied to a deal. */
export type LinkCertainty =
  /** It is probable, and no source states it. */
  | 'PROBABLE'
  /** A source states it. */
  | 'STATED';

export type DealAndItsNewsQueryVariables = Exact<{ [key: string]: never; }>;


export type DealAndItsNewsQuery = { deal: { name: string, status: DealStatus, statusHistory: Array<{ status: DealStatus, date: { value: string | null } | null, sources: Array<{ publisher: string | null, url: string | null }> }>, parties: Array<{ role: DealRole, actor: { name: string, kind: ActorKind } }>, funding: Array<{ certainty: LinkCertainty, funding: { name: string, money: { min: string | null, currency: string } | null, programme: { name: string } | null } }>, articles: { edges: Array<{ node: { title: string, url: string, feed: { title: string }, mentions: Array<{ surface: string | null, score: number, record:
              | { slug: string }
              | { slug: string }
              | { slug: string }
              | { slug: string }
              | { slug: string }
             }> } }> } } | null };

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

export const DealAndItsNewsDocument = new TypedDocumentString(`
    query DealAndItsNews {
  deal(slug: "ro-ua-joint-drone-production") {
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
    funding {
      certainty
      funding {
        name
        money {
          min
          currency
        }
        programme {
          name
        }
      }
    }
    articles(first: 3) {
      edges {
        node {
          title
          url
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
    `) as unknown as TypedDocumentString<DealAndItsNewsQuery, DealAndItsNewsQueryVariables>;