// Exact decimals, carried as text: money never passes through a float.
import { z } from 'zod';

/** As the database holds it: 20 digits before the point, 4 after. */
export const decimal = z
  .string()
  .regex(/^\d{1,20}(\.\d{1,4})?$/, 'must be an amount as text, like "1500000.50": 20 digits and 4 decimals at most');

/** Without what a figure does not need: `016.50` is `16.5`. */
export function plainDecimal(value: { toString(): string }): string {
  const [whole = '0', fraction = ''] = value.toString().split('.');
  const digits = whole.replace(/^0+(?=\d)/, '');
  const decimals = fraction.replace(/0+$/, '');
  return decimals === '' ? digits : `${digits}.${decimals}`;
}

/** Whether one decimal is at most the other. */
export function atMost(one: string, other: string): boolean {
  return scaled(one) <= scaled(other);
}

function scaled(value: string): bigint {
  const [whole = '0', fraction = ''] = value.split('.');
  return BigInt(whole + fraction.padEnd(4, '0'));
}
