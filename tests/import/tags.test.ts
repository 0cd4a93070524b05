import { expect, test } from 'vitest';
import { hexoTags } from '../../integrations/import/dialects/hexo.ts';
import { hugoTags } from '../../integrations/import/dialects/hugo.ts';
import { jekyllTags } from '../../integrations/import/dialects/jekyll.ts';
import { wikiLinks } from '../../integrations/import/dialects/wiki.ts';
import { wordpressTags } from '../../integrations/import/dialects/wordpress.ts';
import { type Dialect, translateTags } from '../../integrations/import/html/translate-tags.ts';

function translate(dialect: Dialect, body: string): { text: string; said: string[] } {
  const said: string[] = [];
  const known = new Map([['other', { address: '/posts/other/', title: 'Other' }]]);
  const names = {
    title: 'This',
    site: 'https://site.example',
    find: (name: string) => known.get(name) ?? null,
    attachment: (id: string) => (id === '7' ? 'https://old.example/7.png' : undefined),
    values: new Map([['site.author', 'Lin']]),
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
  ['jekyll', '{%- comment -%}hidden{%- endcomment -%}', '<!-- import: hidden -->'],
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
  ['hugo', '{{< details summary="S" >}}\na\n{{< /details >}}', ':::details[S]\na\n:::'],
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

// The best-known tags of the best-known themes, one line a tag.
test.each<[keyof typeof dialects, string, string]>([
  ['hexo', '{% note success 标题 %}\na\n{% endnote %}', ':::tip[标题]\na\n:::'],
  ['hexo', '{% note primary no-icon %}\na\n{% endnote %}', '> [!NOTE]\n> a'],
  ['hexo', "{% note blue 'fas fa-bullhorn' modern %}\na\n{% endnote %}", '> [!NOTE]\n> a'],
  [
    'hexo',
    '{% tabs 语言, 1 %}\n<!-- tab Go@go -->\n甲\n<!-- endtab -->\n<!-- tab -->\n```js\nx\n```\n<!-- endtab -->\n{% endtabs %}',
    ':::tabs\n::tab[Go]\n\n甲\n\n::tab[语言 2]\n\n```js\nx\n```\n:::',
  ],
  ['hexo', '{% hideToggle 看,#fff,red %}\na\n{% endhideToggle %}', ':::details[看]\na\n:::'],
  ['hexo', '{% hideBlock 看 %}\na\n{% endhideBlock %}', ':::details[看]\na\n:::'],
  ['hexo', 'x {% hideInline 答案,看,red %} y', 'x 答案 y'],
  ['hexo', '{% folding green open, 题 %}\na\n{% endfolding %}', ':::details[题]{open}\na\n:::'],
  ['hexo', '{% spoiler 题目 %}\na\n{% endspoiler %}', ':::details[题目]\na\n:::'],
  ['hexo', '{% label primary@重点 %} {% label 文字 blue %}', '<mark>重点</mark> <mark>文字</mark>'],
  ['hexo', '{% btn https://a.example, 按钮, fa fa-home %}', '[按钮](https://a.example)'],
  ['hexo', "{% btn 'https://a.example',按钮,far fa-hand,outline %}", '[按钮](https://a.example)'],
  ['hexo', '{% mermaid graph TD %}\nA-->B\n{% endmermaid %}', '```mermaid\ngraph TD\nA-->B\n```'],
  ['hexo', '{% gallery %}\n![](a.png)\n{% endgallery %}', '![](a.png)'],
  ['hexo', '{% grouppicture 2-2 %}\n![](a.png)\n![](b.png)\n{% endgrouppicture %}', '![](a.png)\n![](b.png)'],
  ['hexo', "{% galleryGroup '名' '说明' '/g/' /a.png %}", '[![名](/a.png "说明")](/g/)\n\n[名](/g/): 说明'],
  [
    'hexo',
    '{% timeline 2022 %}\n<!-- timeline 01-02 -->\na\n\nb\n<!-- endtimeline -->\n{% endtimeline %}',
    '**2022**\n\n- **01-02**\n\n  a\n\n  b',
  ],
  ['hexo', '{% video /a.mp4 %}', '::video[This]{src="/a.mp4"}'],
  ['hexo', '{% bilibili BV1x %}', '::video[This]{src="https://www.bilibili.com/video/BV1x"}'],
  ['hexo', '{% audio /a.mp3 %}', '<audio controls src="/a.mp3"></audio>'],
  ['hexo', '{% pdf /files/a.pdf %}', '[a.pdf](/files/a.pdf)'],
  ['hexo', '{% math %}\nx^2\n{% endmath %}', '$$\nx^2\n$$'],
  ['hexo', "{% mathjax 'x^2' %}", '$x^2$'],
  ['hexo', '{% post_link other#H-1 词 %}', '[词](/posts/other/#H-1)'],
  ['hexo', '{% post_link nobody 词 %}', '词'],
  [
    'hexo',
    '{% linkgrid %}\n名 | https://a.example | 说 | /i.png\n{% endlinkgrid %}',
    '- [名](https://a.example): 说',
  ],
  ['hexo', '{% exturl 名 https://a.example %}', '[名](https://a.example)'],
  ['hexo', '{% checkbox green checked, 做 %}', '- [x] 做'],
  ['hexo', '{% span red, 红字 %} {% kbd Ctrl %} {% del 旧 %}', '红字 <kbd>Ctrl</kbd> ~~旧~~'],
  ['hugo', '{{< admonition type=tip title="题" open=false >}}\na\n{{< /admonition >}}', ':::tip[题]\na\n:::'],
  ['hugo', '{{< hint danger >}}\na\n{{< /hint >}}', '> [!CAUTION]\n> a'],
  ['hugo', '{{< callout type="info" >}}\na\n{{< /callout >}}', '> [!NOTE]\n> a'],
  [
    'hugo',
    '{{< tabs items="A,B" >}}\n{{< tab >}}\na\n{{< /tab >}}\n{{< tab >}}\nb\n{{< /tab >}}\n{{< /tabs >}}',
    ':::tabs\n::tab[A]\n\na\n\n::tab[B]\n\nb\n:::',
  ],
  [
    'hugo',
    '{{< tabs "id" >}}\n{{< tab "Mac" >}}a{{< /tab >}}\n{{< /tabs >}}',
    ':::tabs\n::tab[Mac]\n\na\n:::',
  ],
  [
    'hugo',
    '{{< tabpane >}}{{< tab header="X" lang="go" >}}\nx\n{{< /tab >}}{{< /tabpane >}}',
    ':::tabs\n::tab[X]\n\n```go\nx\n```\n:::',
  ],
  ['hugo', '{{< math >}}\nx\ny\n{{< /math >}}', '$$\nx\ny\n$$'],
  ['hugo', 'a {{< katex >}}\\(x\\){{< /katex >}}', 'a $x$'],
  ['hugo', '{{< link "https://a.example" "词" >}}', '[词](https://a.example)'],
  ['hugo', '{{< link href="/a/" content="词" >}}', '[词](/a/)'],
  ['hugo', '{{< button href="/a/" >}}词{{< /button >}}', '[词](/a/)'],
  ['hugo', '{{< image src="a.png" caption="说" >}}', '![说](a.png "说")'],
  ['hugo', '{{< mermaid >}}\ngraph TD\n{{< /mermaid >}}', '```mermaid\ngraph TD\n```'],
  ['hugo', '{{% steps %}}\n1. a\n2. b\n{{% /steps %}}', ':::steps\n1. a\n2. b\n:::'],
  ['hugo', '{{< quote author="A" >}}q{{< /quote >}}', '> q\n>\n> — A'],
  ['hugo', '{{% expand "题" %}}\na\n{{% /expand %}}', ':::details[题]\na\n:::'],
  ['hugo', '{{< comment >}}hid{{< /comment >}}', '<!-- import: hid -->'],
  ['jekyll', '{% include figure image_path="/a.png" alt="A" caption="C" %}', '![A](/a.png "C")'],
  ['jekyll', '{% include figure.liquid path="a.png" title="T" %}', '![T](a.png "T")'],
  [
    'jekyll',
    "{% include embed/youtube.html id='abc' %}",
    '::video[This]{src="https://www.youtube.com/watch?v=abc"}',
  ],
  ['jekyll', '{% include video id="1" provider="vimeo" %}', '::video[This]{src="https://vimeo.com/1"}'],
  ['jekyll', '{% include note.html content="注意" %}', '> [!NOTE]\n> 注意'],
  ['jekyll', '{% include warning.html content="小心" %}', '> [!WARNING]\n> 小心'],
  ['jekyll', '{% include toc.html %}x', 'x'],
  ['jekyll', '{{ site.author }} {{ "x" | escape }}', 'Lin x'],
  [
    'wordpress',
    '[caption id="a" caption="旧式的说明"]<img src="a.png" />[/caption]',
    '<figure><img src="a.png" /><figcaption>旧式的说明</figcaption></figure>',
  ],
  [
    'wordpress',
    '[video mp4="https://old.example/a.mp4"][/video]',
    '<video controls src="https://old.example/a.mp4"></video>',
  ],
  ['wiki', '[[other#节]] [[#本节]]', '[other › 节](/posts/other/#节) [本节](#本节)'],
  ['wiki', '| [[other\\|词]] |', '| [词](/posts/other/) |'],
  [
    'wiki',
    '![[a.pdf]] ![[other]] a %%藏%% b',
    '[a.pdf](a.pdf) [other](/posts/other/) a <!-- import: 藏 --> b',
  ],
])('%s, themes: %s', (dialect, body, text) =>
  expect(translate(dialects[dialect], body)).toEqual({ text, said: [] }),
);

// What stands before a tag goes before every line of what it becomes; blank lines part it from its neighbours.
test.each<[keyof typeof dialects, string, string]>([
  [
    'hexo',
    '1. 甲\n\n   {% codeblock lang:js %}\n   let a;\n\n     b;\n   {% endcodeblock %}\n   后\n2. 乙',
    '1. 甲\n\n   ```js\n   let a;\n\n     b;\n   ```\n\n   后\n2. 乙',
  ],
  ['hexo', '- {% note info %}\n  a\n  - b\n  {% endnote %}\n- 乙', '- > [!NOTE]\n  > a\n  > - b\n\n- 乙'],
  ['hexo', '- a\n  - b\n    {% blockquote %}\n    c\n    {% endblockquote %}\n', '- a\n  - b\n\n    > c\n'],
  ['hexo', '> 引\n> {% codeblock %}\n> x\n> {% endcodeblock %}\n> 后', '> 引\n>\n> ```\n> x\n> ```\n>\n> 后'],
  ['hexo', '前 {% codeblock %}\nx\n{% endcodeblock %} 后', '前\n\n```\nx\n```\n\n后'],
  ['hexo', '前\n{% note %}\na\n{% endnote %}\n后', '前\n\n> [!NOTE]\n> a\n\n后'],
  [
    'hugo',
    '- a\n  {{< highlight go >}}\n  x := 1\n  {{< /highlight >}}\n- b',
    '- a\n\n  ```go\n  x := 1\n  ```\n\n- b',
  ],
  [
    'jekyll',
    '* a\n    {% highlight ruby %}\n    def x\n      1\n    end\n    {% endhighlight %}\n* b',
    '* a\n\n    ```ruby\n    def x\n      1\n    end\n    ```\n\n* b',
  ],
])('%s, in lists and lines: %j', (dialect, body, text) =>
  expect(translate(dialects[dialect], body).text).toBe(text),
);

test.each<[keyof typeof dialects, string, string, string]>([
  [
    'hexo',
    '{% nobody a %}\nx **y**\n{% endnobody %}',
    '<!-- import: {% nobody a %} -->\n\nx **y**',
    '1: not understood: {% nobody a %}',
  ],
  [
    'hexo',
    'a\n\n{% post_link nobody %}',
    'a\n\n<!-- import: {% post_link nobody %} -->',
    '3: not understood: {% post_link nobody %}',
  ],
  ['hexo', '{% endnote %}', '<!-- import: {% endnote %} -->', '1: not understood: {% endnote %}'],
  ['hexo', '{% codeblock %}', '<!-- import: {% codeblock %} -->', '1: not understood: {% codeblock %}'],
  [
    'jekyll',
    '{% include a.html x="%" %}',
    '<!-- import: {% include a.html x="%" %} -->',
    '1: not understood: {% include a.html x="%" %}',
  ],
  [
    'jekyll',
    '{% if page.x %}y{% endif %}',
    '<!-- import: {% if page.x %} -->y',
    '1: not understood: {% if page.x %}',
  ],
  [
    'jekyll',
    'a {{ site.data.x }}',
    'a <!-- import: {{ site.data.x }} -->',
    '1: not understood: {{ site.data.x }}',
  ],
  ['jekyll', '[x]({{ site.data.x }})', '[x]({{ site.data.x }})', '1: not understood: {{ site.data.x }}'],
  ['hugo', '{{< chart >}}', '<!-- import: {{< chart >}} -->', '1: not understood: {{< chart >}}'],
  [
    'wordpress',
    'a\n[slider id="3"]',
    'a\n<!-- import: [slider id="3"] -->',
    '2: not understood: [slider id="3"]',
  ],
  ['wiki', '[[nobody|词]]', '词', '1: there is no note “nobody”; its words were kept'],
])('%s shows the words of a tag nobody understands, and not the tag: %s', (dialect, body, text, note) =>
  expect(translate(dialects[dialect], body)).toEqual({ text, said: [note] }),
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
  expect(translate(hexoTags, body).text).toContain('{% '.repeat(20_000));
});
