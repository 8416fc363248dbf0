/** Case, accents and full-width letters do not count. */
const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether every word that was typed is somewhere in the part's name or shelf; nothing typed finds everything. */
export function findsPart(search: string, part: { name: string; shelf: string | null }): boolean {
  const text = plain(`${part.name} ${part.shelf ?? ''}`);
  return plain(search)
    .split(/\s+/)
    .every((word) => text.includes(word));
}
