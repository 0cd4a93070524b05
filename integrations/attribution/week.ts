/** The Monday on or before a day, `2026-11-16`. */
export function mondayOf(day: string): string {
  const noon = new Date(`${day}T12:00:00Z`);
  noon.setUTCDate(noon.getUTCDate() - ((noon.getUTCDay() + 6) % 7));
  return noon.toISOString().slice(0, 'yyyy-mm-dd'.length);
}
