import { describe, expect, test } from 'vitest';
import { authorise } from '../../src/graph/authorise.js';

const ROLES = ['ANONYMOUS', 'READER', 'EDITOR', 'ADMIN'] as const;

describe('a role may do what it and lesser ones may, and no more', () => {
  test.each(ROLES.flatMap((role) => ROLES.map((needed) => [role, needed] as const)))(
    '%s where %s is needed',
    (role, needed) => {
      let code: unknown = 'allowed';
      try {
        authorise({ role, name: null }, needed);
      } catch (error) {
        code = (error as { extensions?: { code: string } }).extensions?.code;
      }
      const refused = role === 'ANONYMOUS' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
      expect(code).toBe(ROLES.indexOf(role) >= ROLES.indexOf(needed) ? 'allowed' : refused);
    },
  );
});
