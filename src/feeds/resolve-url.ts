/** Resolves what feeds write as addresses. */

// Longer than browsers and servers take; resolving costs its length each time.
const LONGEST = 8192;

/** The absolute form of `reference`; null when it is empty, broken, or relative to nothing. */
export function resolveUrl(reference: string | null | undefined, base: string | null): string | null {
  return parseUrl(reference, base)?.href ?? null;
}

export function parseUrl(reference: string | null | undefined, base: string | null): URL | null {
  const written = reference?.trim();
  if (!written || written.length > LONGEST) return null;
  try {
    const url = base === null ? new URL(written) : new URL(written, base);
    return url.href.length > LONGEST ? null : url;
  } catch {
    return null;
  }
}

/** Like `resolveUrl`, but an address that is absolute already, or cannot be resolved, stays as it was written. */
export function resolveRelative(reference: string, base: string | null): string {
  const written = reference.trim();
  if (/^[a-z][a-z0-9+.-]*:/i.test(written)) return written;
  return resolveUrl(written, base) ?? written;
}
