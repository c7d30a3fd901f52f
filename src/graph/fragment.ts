// Pieces of SQL with values to bind: they are put together first and numbered last, so that one shape has one text.

/** SQL in pieces; a value is bound between each two of them. */
export class Fragment {
  readonly texts: readonly string[];
  readonly values: readonly unknown[];

  constructor(texts: readonly string[], values: readonly unknown[]) {
    this.texts = texts;
    this.values = values;
  }
}

/** SQL from a template: fragments in it are spliced, everything else is bound. Cast what is bound: `${slug}::text`. */
export function sql(texts: TemplateStringsArray, ...parts: unknown[]): Fragment {
  const pieces = [texts[0] as string];
  const values: unknown[] = [];
  const append = (text: string) => {
    pieces[pieces.length - 1] += text;
  };
  parts.forEach((part, i) => {
    if (part instanceof Fragment) {
      part.texts.forEach((text, place) => {
        if (place === 0) append(text);
        else {
          values.push(part.values[place - 1]);
          pieces.push(text);
        }
      });
      append(texts[i + 1] as string);
    } else {
      values.push(part);
      pieces.push(texts[i + 1] as string);
    }
  });
  return new Fragment(pieces, values);
}

/** SQL of our own, as it stands; never anything that came with a request. */
export function raw(text: string): Fragment {
  return new Fragment([text], []);
}

export function join(fragments: readonly Fragment[], separator: string): Fragment {
  const [first, ...rest] = fragments;
  if (first === undefined) return raw('');
  return rest.reduce((joined, fragment) => sql`${joined}${raw(separator)}${fragment}`, first);
}

/** All of them hold; true of none. */
export function all(conditions: readonly Fragment[]): Fragment {
  return conditions.length === 0 ? raw('true') : sql`(${join(conditions, ' and ')})`;
}

export function any(conditions: readonly Fragment[]): Fragment {
  return conditions.length === 0 ? raw('false') : sql`(${join(conditions, ' or ')})`;
}

/** The text, with its parameters numbered from `first` on. */
export function textOf(fragment: Fragment, first = 1): string {
  return fragment.texts.map((text, i) => (i === 0 ? text : `$${first + i - 1}${text}`)).join('');
}
