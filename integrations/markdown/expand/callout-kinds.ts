/** What a callout can be: `:::note`, `> [!NOTE]`, `<Aside kind="note">`. */
export const calloutKinds = ['note', 'tip', 'important', 'warning', 'caution'] as const;
