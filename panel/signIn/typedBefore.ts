/** What one of our own sign-in forms carried of a form that was typed before (R42); anything else is nothing. */
export function typedIn(json: string | undefined): Record<string, string> | undefined {
  try {
    const value: unknown = JSON.parse(json ?? 'null');
    if (typeof value !== 'object' || value === null) return undefined;
    return Object.fromEntries(
      Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    return undefined;
  }
}
