import { describe, expect, test } from 'vitest';
import { readConfig } from '../src/config.js';

const bytes = Buffer.from(Array.from({ length: 25 }, (_, at) => 250 - at));
const secret = `whsec_${bytes.toString('base64')}`;
const secretsOf = (value: string) => readConfig({ WEBHOOK_SECRET: value }).webhookSecrets;

describe('WEBHOOK_SECRET', () => {
  test.each([
    ['padded', secret],
    ['unpadded', secret.replaceAll('=', '')],
    ['with one sign of padding for two', secret.replace('==', '=')],
    ['in base64url', `whsec_${bytes.toString('base64url')}`],
  ])('is taken %s', (_how, written) => {
    expect(secretsOf(written)).toEqual([secret]);
  });

  test('takes several', () => {
    expect(secretsOf(`${secret}, ${secret.replaceAll('=', '')}`)).toEqual([secret, secret]);
  });

  test.each([
    [bytes.toString('base64'), 'it does not begin with whsec_'],
    ['whsec_', 'nothing follows whsec_'],
    [`whsec_${Buffer.alloc(18).toString('base64')}`, 'it has 18 bytes'],
    [`whsec_${Buffer.alloc(65).toString('base64')}`, 'it has 65 bytes'],
    [`whsec_${'A'.repeat(33)}`, 'its end is missing: base64 never has so many characters'],
    [`whsec_AAAA*${'A'.repeat(33)}`, 'its character 11 is not one of base64'],
    [`whsk_${'A'.repeat(32)}`, 'it is an asymmetric key, which is not supported'],
  ])('%s is refused, and the message names what is wrong', (written, mistake) => {
    expect(() => secretsOf(written)).toThrow(`WEBHOOK_SECRET: must be whsec_ and 24 to 64 bytes in base64: ${mistake}`);
    expect(() => secretsOf(`${secret} ${written}`)).toThrow(`WEBHOOK_SECRET: secret 2 of 2 must be`);
  });
});
