/** Names that the record does not list and that follow by rule from those it does. */
import { adjectivesOf } from './adjective.js';
import { capitalNames } from './capital.js';
import { foldText } from './fold.js';
import { translatedNames } from './institution.js';
import { sharedNames } from './ministry.js';
import type { Name } from './name.js';
import { peopleOf } from './national.js';
import { type ReadName, readName } from './read-name.js';
import type { Standing } from './standing.js';
import { otherStateNames } from './state-names.js';
import { inPolish, inRomanian } from './transcribe.js';
import { isCommon } from './words.js';

/** A derived name needs support always, and where it has none it is not worth a curator's look unless it says so. */
type Derived = { name: Name; standing: Standing; isQuiet: boolean };

export type ReadDerived = Omit<Derived, 'name'> & { name: ReadName };

type Others = {
  /** records that are states and their like */
  places: Set<string>;
  /** whether any record lists the name, given folded */
  isListed: (folded: string) => boolean;
};

/** @param names all names of one record */
export function derivedNames(names: ReadName[], others: Others): ReadDerived[] {
  const found: ReadDerived[] = [];
  const isFound = (folded: string) => found.some(({ name }) => name.folded === folded);
  const isKnown = (folded: string) => names.some((name) => name.folded === folded) || isFound(folded);
  for (const { name, folded } of names) {
    for (const { name: derived, ...as } of [
      ...surnames(name),
      ...transcriptions(name),
      ...companies(name),
      ...headlined(name, folded),
      ...designations(name),
      ...bodies(name, folded, others),
      ...translations(name, folded, others),
      ...capitals(name, folded),
      ...adjectives(name, others),
      ...peoples(name, folded, others),
    ]) {
      const read = readName(derived);
      // "polska armia": the adjective has a small letter where the state has a capital.
      const isSmall = as.standing === 'STAND_IN' && derived.text === read.folded;
      if (isSmall ? !isFound(read.folded) : !isKnown(read.folded)) found.push({ ...as, name: read });
    }
  }
  return found;
}

// "von der Leyen", "de Gaulle": the surname begins at the first particle in small letters.
const PARTICLE = /^\p{Ll}/u;

function surnames(name: Name): Derived[] {
  if (!name.isPerson) return [];
  const written = name.text.split(/\s+/u);
  if (written.length < 2) return [];
  const particle = written.findIndex((word) => PARTICLE.test(word));
  const first = particle > 0 ? particle : written.length - 1;
  return [
    { name: { ...name, text: written.slice(first).join(' '), kind: 'SHORT' }, standing: 'SURNAME', isQuiet: false },
  ];
}

const CYRILLIC = /^\p{sc=Cyrillic}/u;

/** The Polish and the Romanian form of a Ukrainian's name, whole and its last word. */
function transcriptions(name: Name): Derived[] {
  if (!name.isPerson || name.language !== 'uk' || !CYRILLIC.test(name.text) || !name.text.includes(' ')) return [];
  const written: [language: string, text: string][] = [
    ['pl', inPolish(name.text)],
    ...inRomanian(name.text).map((text): [string, string] => ['ro', text]),
  ];
  return written.flatMap(([language, text]): Derived[] => {
    const whole = { ...name, text, language, kind: 'TRANSLIT' as const };
    return [{ name: whole, standing: 'PLAIN', isQuiet: false }, ...surnames(whole)];
  });
}

const LEGAL_FORM =
  /\s+(?:AG|SE|SA|S\.A\.|SpA|S\.p\.A\.|GmbH|Ltd\.?|Inc\.?|plc|AB|AS|ASA|Oy|Gruppen|Group|Holding|Aerospace|Aviation|Defence|Defense|(?<=^\p{Lu}+\s+)Systems)$/u;

/** "Kongsberg Gruppen" is Kongsberg in the news, and Kongsberg is a town as well. */
function companies(name: Name): Derived[] {
  if (name.recordKind !== 'ACTOR' || name.isPerson || !LEGAL_FORM.test(name.text)) return [];
  const text = name.text.replace(LEGAL_FORM, '');
  return [{ name: { ...name, text, kind: 'SHORT' }, standing: 'SURNAME', isQuiet: true }];
}

const ARTICLE = /^the\s+/;

/** Headlines leave the article out: "Commission clears …". */
function headlined(name: Name, folded: string): Derived[] {
  if (!isCommon(folded) || !ARTICLE.test(name.text)) return [];
  return [{ name: { ...name, text: name.text.replace(ARTICLE, '') }, standing: 'COMMON', isQuiet: true }];
}

const DESIGNATION = /^(?=.*\p{Lu})(?=.*\d)[\p{Lu}\d-]{2,}$/u;

/** The K2 of "K2 Black Panther"; a mountain as well. */
function designations(name: Name): Derived[] {
  if (name.recordKind !== 'SYSTEM') return [];
  const written = name.text.split(/\s+/u);
  if (written.length < 2) return [];
  return written
    .filter((word) => DESIGNATION.test(word))
    .map((text) => ({ name: { ...name, text, kind: 'SHORT' }, standing: 'ORDINARY', isQuiet: true }));
}

const BRACKET = /\s*\([^)]*\)$/u;

function bodies(name: Name, folded: string, { isListed }: Others): Derived[] {
  if (name.recordKind !== 'ACTOR' || name.kind !== 'NAME' || name.language !== null) return [];
  const bare = name.text.endsWith(')') ? name.text.replace(BRACKET, '') : name.text;
  const own = bare === name.text ? [] : [{ language: null, text: bare }];
  // "Ministerstwo Obrony Narodowej" is Poland's by its own name, whoever else has such a ministry.
  return [...own, ...sharedNames(folded)]
    .filter(({ text }) => !isListed(foldText(text)))
    .map(({ language, text }) => ({
      name: { ...name, text, language, kind: 'SHORT' },
      standing: 'BODY',
      isQuiet: true,
    }));
}

// "NATO Baltic Air Policing", "EDIP Ukraine Support Instrument": news leaves out whose it is.
const OWNED = /^\p{Lu}{2,}\s+(?=\p{Lu}\S*\s+\S+\s+\S)/u;

const ABBREVIATION = /^[\p{Lu}. ]+$/u;

/** What a body of which there is only one, or a state, is called in other languages, and without its owner's letters. */
function translations(name: Name, folded: string, { isListed }: Others): Derived[] {
  if (name.isPerson || (name.language !== null && name.language !== 'en')) return [];
  const bare = name.text.replace(OWNED, '');
  const own = bare === name.text || name.recordKind === 'DEAL' ? [] : [{ language: name.language, text: bare }];
  const others = [...translatedNames(folded), ...otherStateNames(folded)];
  return [...own, ...others, ...(own.length > 0 ? translatedNames(foldText(bare)) : [])]
    .filter(({ text }) => !isListed(foldText(text)))
    .map(({ language, text }) => ({
      name: { ...name, text, language, kind: ABBREVIATION.test(text) ? 'ABBREVIATION' : 'NATIVE' },
      standing: 'PLAIN',
      isQuiet: false,
    }));
}

function capitals(name: Name, folded: string): Derived[] {
  if (name.kind !== 'METONYM' || (name.language !== null && name.language !== 'en')) return [];
  return capitalNames(folded).map(({ language, text }) => ({
    name: { ...name, text, language },
    standing: 'STAND_IN',
    isQuiet: true,
  }));
}

function peoples(name: Name, folded: string, { places }: Others): Derived[] {
  if (!places.has(name.record) || name.kind === 'DEMONYM' || name.kind === 'METONYM') return [];
  return peopleOf(folded).map(({ language, text }) => ({
    name: { ...name, text, language, kind: 'DEMONYM' },
    standing: 'PEOPLE',
    isQuiet: true,
  }));
}

const ADJECTIVES = ['uk', 'pl', 'ro'] as const;

function adjectives(name: Name, { places }: Others): Derived[] {
  const { language, kind, record } = name;
  if (!places.has(record) || (kind !== 'NAME' && kind !== 'NATIVE' && kind !== 'SHORT')) return [];
  // Many states have one name in English, Romanian and Polish.
  const languages = ADJECTIVES.filter((known) => (language === null ? known !== 'uk' : known === language));
  return languages.flatMap((adjectiveLanguage) =>
    adjectivesOf(name.text, adjectiveLanguage).map((text) => ({
      name: { ...name, text, language: adjectiveLanguage, kind: 'DEMONYM' as const },
      standing: 'STAND_IN' as const,
      isQuiet: true,
    })),
  );
}
