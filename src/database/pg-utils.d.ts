// What pg's query classes of their own (pg-cursor, pg-query-stream) take of pg, and its types leave out.
declare module 'pg/lib/utils.js' {
  const utils: {
    /** A parameter as PostgreSQL reads it: text, bytes, or null. */
    prepareValue(value: unknown): string | Buffer | null;
  };
  export default utils;
}
