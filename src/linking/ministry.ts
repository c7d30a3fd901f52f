/** What the news calls ministries that every state has; whose it is, the words around must tell. */

/** Language → names, for people to read and extend. In small letters: running text writes "the defence ministry". */
type Office = { known: RegExp; names: [language: string, ...names: string[]][] };

const OFFICES: Office[] = [
  {
    known: /\b(?:ministry|department) of (?:national )?defen[cs]e\b/,
    names: [
      ['en', 'ministry of defence', 'ministry of defense', 'defence ministry', 'defense ministry'],
      ['uk', 'міністерство оборони', 'міноборони'],
      ['pl', 'ministerstwo obrony', 'ministerstwo obrony narodowej', 'resort obrony'],
      ['ro', 'ministerul apărării', 'ministerul apărării naționale'],
    ],
  },
  {
    known: /\bministry of foreign affairs\b/,
    names: [
      ['en', 'ministry of foreign affairs', 'foreign ministry'],
      ['uk', 'міністерство закордонних справ', 'мзс'],
      ['pl', 'ministerstwo spraw zagranicznych', 'resort dyplomacji'],
      ['ro', 'ministerul afacerilor externe', 'ministerul de externe'],
    ],
  },
];

/** Names that a body of this name, given folded, shares with the same body of other states. */
export function sharedNames(folded: string): { language: string; text: string }[] {
  return OFFICES.filter(({ known }) => known.test(folded)).flatMap(({ names }) =>
    names.flatMap(([language, ...texts]) => texts.map((text) => ({ language, text }))),
  );
}
