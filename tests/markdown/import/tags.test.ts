import { expect, test } from 'vitest';
import { hexoTags } from '../../../integrations/markdown/import/dialects/hexo.ts';
import { hugoTags } from '../../../integrations/markdown/import/dialects/hugo.ts';
import { jekyllTags } from '../../../integrations/markdown/import/dialects/jekyll.ts';
import { wikiLinks } from '../../../integrations/markdown/import/dialects/wiki.ts';
import { wordpressTags } from '../../../integrations/markdown/import/dialects/wordpress.ts';
import { type Dialect, translateTags } from '../../../integrations/markdown/import/translate-tags.ts';

function translate(dialect: Dialect, body: string): { text: string; said: string[] } {
  const said: string[] = [];
  const known = new Map([['other', { address: '/posts/other/', title: 'Other' }]]);
  const names = {
    title: 'This',
    site: 'https://site.example',
    find: (name: string) => known.get(name) ?? null,
    attachment: (id: string) => (id === '7' ? 'https://old.example/7.png' : undefined),
    hide: () => {},
  };
  const text = translateTags(body, dialect, names, (line, what) => said.push(`${line}: ${what}`));
  return { text, said };
}

const dialects = {
  hexo: hexoTags,
  jekyll: jekyllTags,
  hugo: hugoTags,
  wordpress: wordpressTags,
  wiki: wikiLinks,
};

test.each<[keyof typeof dialects, string, string]>([
  ['hexo', '{% asset_img a.png %}', '![](a.png)'],
  ['hexo', '{% asset_img a.png 图 说明 %}', '![说明](a.png "图")'],
  ['hexo', `{% asset_img a.png '"the title" "the alt"' %}`, '![the alt](a.png "the title")'],
  ['hexo', '![x]({% asset_path a.png %})', '![x](a.png)'],
  ['hexo', '{% asset_link a.pdf Paper %}', '[Paper](a.pdf)'],
  ['hexo', '{% img /images/a.png Title %}', '![Title](/images/a.png "Title")'],
  ['hexo', '{% post_link other %}', '[Other](/posts/other/)'],
  ['hexo', '{% post_link other "its words" %}', '[its words](/posts/other/)'],
  ['hexo', '{% post_path other %}', '/posts/other/'],
  ['hexo', '{% codeblock %}\nlet a;\n{% endcodeblock %}', '```\nlet a;\n```'],
  [
    'hexo',
    '{% codeblock a.js lang:js mark:1,4-7 %}\nx\n{% endcodeblock %}',
    '```js title="a.js" {1,4-7}\nx\n```',
  ],
  [
    'hexo',
    '{% codeblock lang:md %}\n```\n{% x %}\n```\n{% endcodeblock %}',
    '````md\n```\n{% x %}\n```\n````',
  ],
  ['hexo', '{% blockquote %}\na\n\nb\n{% endblockquote %}', '> a\n>\n> b'],
  ['hexo', '{% blockquote 鲁迅, 呐喊 %}\na\n{% endblockquote %}', '> a\n>\n> — 鲁迅, *呐喊*'],
  ['hexo', '{% note danger %}\na\n{% endnote %}', '> [!CAUTION]\n> a'],
  [
    'hexo',
    '{% note %}{% youtube a_b-1 %}{% endnote %}',
    '> [!NOTE]\n> https://www.youtube.com/watch?v=a_b-1',
  ],
  ['hexo', '{% raw %}{{ x }} {% y %}{% endraw %}', '{{ x }} {% y %}'],
  [
    'hexo',
    'a\n\n{% youtube abcdef1 %}\n',
    'a\n\n::video[This]{src="https://www.youtube.com/watch?v=abcdef1"}\n',
  ],
  ['hugo', '{{< vimeo 12 >}}', '::video[This]{src="https://vimeo.com/12"}'],
  ['hexo', '{% gist lin/12 %}', 'https://gist.github.com/lin/12'],
  [
    'hexo',
    '{% iframe https://a.example 10 20 %}',
    '<iframe src="https://a.example" width="10" height="20"></iframe>',
  ],
  [
    'jekyll',
    '{% highlight ruby linenos hl_lines="1 3" %}\nputs 1\n{% endhighlight %}',
    '```ruby {1,3} showLineNumbers\nputs 1\n```',
  ],
  ['jekyll', '[x]({% post_url other %})', '[x](/posts/other/)'],
  ['jekyll', '{% link assets/a.pdf %}', '/assets/a.pdf'],
  [
    'jekyll',
    '![]({{ site.baseurl }}/a.png) ![]({{site.url}}{{ site.baseurl }}/b.png)',
    '![](/a.png) ![](/b.png)',
  ],
  ['jekyll', '{{ "/a.png" | relative_url }} {{ page.title }}', '/a.png This'],
  ['jekyll', '{% raw %}{{ x }}{% endraw %} `{% raw %}{{ y }}{% endraw %}`', '{{ x }} `{{ y }}`'],
  ['jekyll', '{%- comment -%}hidden{%- endcomment -%}', '<!--hidden-->'],
  ['hugo', '{{< figure src="a.png" alt="A" caption="C" >}}', '![A](a.png "C")'],
  ['hugo', '{{< figure src="a.png" link="https://x.example" />}}', '[![](a.png)](https://x.example)'],
  ['hugo', '{{< highlight go >}}\nx\n{{< /highlight >}}', '```go\nx\n```'],
  [
    'hugo',
    '{{< highlight go "linenos=table,hl_lines=8 15-17" >}}\nx\n{{< / highlight >}}',
    '```go {8,15-17} showLineNumbers\nx\n```',
  ],
  [
    'hugo',
    '[a]({{< ref "other#b" >}}) [a]({{% relref path="other" %}})',
    '[a](/posts/other/#b) [a](/posts/other/)',
  ],
  [
    'hugo',
    '{{< youtube w7Ft >}} {{< vimeo id="1" >}}',
    'https://www.youtube.com/watch?v=w7Ft https://vimeo.com/1',
  ],
  [
    'hugo',
    '{{< gist lin 12 >}} {{< x user="a" id="1" >}}',
    'https://gist.github.com/lin/12 https://x.com/a/status/1',
  ],
  ['hugo', '{{% notice warning %}}\na\n{{% /notice %}}', '> [!WARNING]\n> a'],
  [
    'hugo',
    '{{< details summary="S" >}}\na\n{{< /details >}}',
    '<details>\n<summary>S</summary>\n\na\n\n</details>',
  ],
  ['hugo', '{{</* figure */>}} `{{%/* notice */%}}`', '{{< figure >}} `{{% notice %}}`'],
  [
    'wordpress',
    '[caption width="3"]<a href="x"><img src="a.png" /></a> words[/caption]',
    '<figure><a href="x"><img src="a.png" /></a><figcaption>words</figcaption></figure>',
  ],
  ['wordpress', '[code lang="js"]\na &lt; b\n[/code]', '```js\na < b\n```'],
  ['wordpress', '[php]\necho "[gallery]";\n[/php]', '```php\necho "[gallery]";\n```'],
  ['wordpress', '[gallery ids="7"]', '<figure><img src="https://old.example/7.png" alt="" /></figure>'],
  ['wordpress', '[embed]https://a.example/v[/embed]', 'https://a.example/v'],
  [
    'wordpress',
    '[[gallery]] <code>[gallery ids="7"]</code> [sic] [1]',
    '[gallery] <code>[gallery ids="7"]</code> [sic] [1]',
  ],
  [
    'wiki',
    '[[other]] [[other|words]] ![[a b.png]]',
    '[Other](/posts/other/) [words](/posts/other/) ![](<a b.png>)'.replace('Other', 'other'),
  ],
])('%s: %s', (dialect, body, text) => expect(translate(dialects[dialect], body)).toEqual({ text, said: [] }));

test.each<[keyof typeof dialects, string, string]>([
  ['hexo', '{% tabs a %}\nx\n{% endtabs %}', '1: not understood, kept as it is: {% tabs a %}'],
  ['hexo', 'a\n\n{% post_link nobody %}', '3: not understood, kept as it is: {% post_link nobody %}'],
  ['hexo', '{% endnote %}', '1: not understood, kept as it is: {% endnote %}'],
  ['hexo', '{% codeblock %}', '1: not understood, kept as it is: {% codeblock %}'],
  ['jekyll', '{% include a.html x="%" %}', '1: not understood, kept as it is: {% include a.html x="%" %}'],
  ['jekyll', 'a {{ site.data.x }}', '1: not understood, kept as it is: {{ site.data.x }}'],
  ['hugo', '{{< chart >}}', '1: not understood, kept as it is: {{< chart >}}'],
  ['wordpress', 'a\n[slider id="3"]', '2: not understood, kept as it is: [slider id="3"]'],
  ['wiki', '[[nobody]]', '1: not understood, kept as it is: [[nobody]]'],
])('%s keeps what it does not understand: %s', (dialect, body, note) =>
  expect(translate(dialects[dialect], body)).toEqual({ text: body, said: [note] }),
);

test.each([
  '```\n{% asset_img a.png %}\n```',
  '~~~~ js\n~~~\n{% x %}\n~~~~',
  '`{% x %}` and ``a ` {% x %}``',
  '> ```\n> {% x %}\n> ```',
  '- ```\n  {% x %}\n  ```',
  '```\nnever closed\n{% x %}',
])('code stays: %j', (body) => expect(translate(hexoTags, body)).toEqual({ text: body, said: [] }));

test('a backtick alone, or one that is escaped, begins no code', () => {
  expect(translate(hexoTags, '\\` {% gist a/1 %} ` b\n\n{% gist a/2 %}').text).toBe(
    '\\` https://gist.github.com/a/1 ` b\n\nhttps://gist.github.com/a/2',
  );
});

test('what a tag says that has no place in Markdown is told', () => {
  expect(translate(hexoTags, '{% img left /a.png 200 100 %}')).toEqual({
    text: '![](/a.png)',
    said: ['1: a picture’s class or size was left out: left 200 100'],
  });
  expect(translate(hugoTags, '{{< figure src="a.png" width="9" >}}').said).toEqual([
    '1: a figure’s width="9" was left out',
  ]);
});

test('nesting without end, and tags without end, take no time', () => {
  const body =
    '{% note %}'.repeat(3000) + '{% endnote %}'.repeat(3000) + '{% '.repeat(20_000) + '{{ '.repeat(20_000);
  expect(translate(hexoTags, body).text).toContain('{% note %}');
});
