import type { Strings } from './index.ts';

const en: Strings = {
  htmlLang: 'en',
  name: 'English',
  colon: ': ',
  space: ' ',
  skip: 'Skip to the text',
  sections: {
    posts: 'Posts',
    series: 'Series',
    tags: 'Tags',
    projects: 'Work',
    services: 'Services',
    courses: 'Courses',
    sponsors: 'Sponsors',
    testimonials: 'What clients say',
    talks: 'Talks and trainings',
  },
  home: { latest: 'Latest posts', all: 'All posts', work: 'Work', offers: 'Work with me' },
  post: {
    published: 'Published',
    updated: 'Updated',
    contents: 'Contents',
    tags: 'Tags',
    newer: 'Newer',
    older: 'Older',
    draft: 'A draft, seen in the preview only',
    scheduled: 'Scheduled, comes out later',
    minutes: (count) => `${count} min read`,
    series: (name) => `Series: ${name}`,
    footer: 'If this was of use',
  },
  tag: (tag) => `Tag: ${tag}`,
  count: (posts) => (posts === 1 ? '1 post' : `${posts} posts`),
  offer: {
    ad: { label: 'Sponsor', action: 'Take a look' },
    course: { label: 'Course', action: 'Enrol' },
    consulting: { label: 'Consulting', action: 'Tell me what is wrong' },
    price: 'Price',
    sponsored: (sponsor) => `Sponsored by ${sponsor}`,
  },
  form: {
    title: 'Write to me',
    name: 'Your name',
    email: 'Email',
    message: 'What is the problem?',
    send: 'Send',
    privacy: 'I will see what you write here and which posts of this site you read. Nobody else will.',
    sent: 'It has arrived. You will hear from me within two working days.',
    failed: 'It was not sent. Check your connection and try again, or write to',
    mail: 'Write to',
    empty: 'Leave this empty',
  },
  project: { stack: 'Stack', visit: 'Visit', source: 'Source' },
  notFound: {
    title: 'No such page',
    text: 'The address may have lost a few letters, or the post has moved.',
    back: 'Back home',
  },
  footer: {
    feeds: 'Feeds',
    colophon: 'No third-party scripts and no cookies here.',
    counting:
      'Your browser keeps one random number, so that I learn which posts are of use; with Global Privacy Control on, nothing is kept.',
  },
};

export default en;
