/** What its author does about a draft that may be on a platform. */
export function draftHint({ post, channel, name }: { post: string; channel: string; name: string }): string {
  return `Look among your drafts at ${name}. If it is there, publish it there, then: npx byline published ${post} <its address> --to ${channel}. If it is not: npx byline publish ${post} --to ${channel} --via wechatsync --yes`;
}
