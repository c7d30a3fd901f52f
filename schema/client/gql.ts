/* eslint-disable */
import * as types from './graphql';



/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "query DealAndItsNews {\n  deal(slug: \"ro-ua-joint-drone-production\") {\n    name\n    status\n    statusHistory {\n      status\n      date {\n        value\n      }\n      sources {\n        publisher\n        url\n      }\n    }\n    parties {\n      role\n      actor {\n        name\n        kind\n      }\n    }\n    funding {\n      certainty\n      funding {\n        name\n        money {\n          min\n          currency\n        }\n        programme {\n          name\n        }\n      }\n    }\n    articles(first: 3) {\n      edges {\n        node {\n          title\n          url\n          feed {\n            title\n          }\n          mentions {\n            surface\n            score\n            record {\n              slug\n            }\n          }\n        }\n      }\n    }\n  }\n}": typeof types.DealAndItsNewsDocument,
};
const documents: Documents = {
    "query DealAndItsNews {\n  deal(slug: \"ro-ua-joint-drone-production\") {\n    name\n    status\n    statusHistory {\n      status\n      date {\n        value\n      }\n      sources {\n        publisher\n        url\n      }\n    }\n    parties {\n      role\n      actor {\n        name\n        kind\n      }\n    }\n    funding {\n      certainty\n      funding {\n        name\n        money {\n          min\n          currency\n        }\n        programme {\n          name\n        }\n      }\n    }\n    articles(first: 3) {\n      edges {\n        node {\n          title\n          url\n          feed {\n            title\n          }\n          mentions {\n            surface\n            score\n            record {\n              slug\n            }\n          }\n        }\n      }\n    }\n  }\n}": types.DealAndItsNewsDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query DealAndItsNews {\n  deal(slug: \"ro-ua-joint-drone-production\") {\n    name\n    status\n    statusHistory {\n      status\n      date {\n        value\n      }\n      sources {\n        publisher\n        url\n      }\n    }\n    parties {\n      role\n      actor {\n        name\n        kind\n      }\n    }\n    funding {\n      certainty\n      funding {\n        name\n        money {\n          min\n          currency\n        }\n        programme {\n          name\n        }\n      }\n    }\n    articles(first: 3) {\n      edges {\n        node {\n          title\n          url\n          feed {\n            title\n          }\n          mentions {\n            surface\n            score\n            record {\n              slug\n            }\n          }\n        }\n      }\n    }\n  }\n}"): typeof import('./graphql').DealAndItsNewsDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
