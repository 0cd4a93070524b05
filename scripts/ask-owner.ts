import { type CommonOptions, cancel, isCancel, multiselect, text } from '@clack/prompts';
import type { Lang } from '#domain';
import { answerFault } from '../integrations/content/new/new-site.ts';

/** An address for an owner who has none yet. `check` and `build` name it until it is replaced. */
export const NO_ADDRESS = 'https://byline.example';

/**
 * Asks an owner at a terminal, and checks each answer when it is given.
 *
 * @param questions the questions to ask
 * @param known the languages to choose from
 * @param terminal where the owner sits. @default this process's own
 * @returns the answers; undefined when the owner pressed Ctrl+C
 */
export async function askOwner(
  questions: readonly Question[],
  known: readonly Lang[],
  terminal: Terminal = {},
): Promise<Partial<Record<Question, string>> | undefined> {
  const answers: Partial<Record<Question, string>> = {};
  for (const question of questions) {
    const answer = await (question === 'lang' ? askLanguages(known, terminal) : askText(question, terminal));
    if (isCancel(answer)) {
      cancel('Nothing was written. · 什么也没有写。', terminal);
      return undefined;
    }
    answers[question] = String(answer) || NO_ADDRESS;
  }
  return answers;
}

function askText(question: Exclude<Question, 'lang'>, terminal: Terminal) {
  const mayBeEmpty = question === 'url';
  return text({
    ...terminal,
    message: messages[question],
    ...(mayBeEmpty ? { placeholder: NO_ADDRESS } : {}),
    validate: (answer = '') => (mayBeEmpty && answer === '' ? undefined : answerFault(question, answer)),
  });
}

function askLanguages(known: readonly Lang[], terminal: Terminal) {
  return multiselect({
    ...terminal,
    message: 'Languages you write in; space selects · 用哪些语言写作，空格选择',
    options: known.map((lang) => ({ value: lang, label: nameOf(lang) })),
    initialValues: known.filter((lang) => lang === 'zh'),
    required: true,
  });
}

/** A language in its own words: `中文`, `English`. */
function nameOf(lang: Lang): string {
  return new Intl.DisplayNames([lang], { type: 'language' }).of(lang) ?? lang;
}

const messages = {
  name: 'Your name, as readers see it · 你的名字，读者看到的',
  url: 'Where the site will live; empty if you do not know yet · 网站的地址，还没有就留空',
  email: 'Your e-mail address, shown to readers · 邮箱，会显示给读者',
} as const;

type Question = 'name' | 'url' | 'lang' | 'email';

type Terminal = Pick<CommonOptions, 'input' | 'output'>;
