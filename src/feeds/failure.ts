/** Why a document could not be read: a code for programs, a sentence for a curator. */

export type FailureCode =
  | 'EMPTY'
  | 'NOT_A_FEED'
  | 'BAD_JSON'
  | 'TOO_DEEP'
  | 'TOO_LARGE'
  /** It took longer than any document of an honest publisher. */
  | 'TIMEOUT'
  | 'OUT_OF_MEMORY';

export interface Failure {
  kind: 'failed';
  code: FailureCode;
  error: string;
}

export function failed(code: FailureCode, error: string): Failure {
  return { kind: 'failed', code, error };
}
