/** The numbers in order, each once, in an array of its own; the one given is used up. */
export function sortedOnce<Numbers extends Int32Array | Uint32Array>(numbers: Numbers): Numbers {
  numbers.sort();
  let kept = 0;
  for (let at = 0; at < numbers.length; at++) {
    if (at === 0 || numbers[at] !== numbers[kept - 1]) numbers[kept++] = numbers[at] as number;
  }
  return numbers.slice(0, kept) as Numbers;
}
