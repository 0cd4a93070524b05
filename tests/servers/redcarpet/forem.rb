# Renders Markdown as DEV does: a fixer, Redcarpet, the Rails sanitizer, Liquid, and Redcarpet once more. The libraries
# are the real ones with the options of DEV; only the order of the steps and the small steps between them are told here.
# Each line of the input is {"body": "…"} as JSON; each line of the output is {"html": "…"} or {"error": "…"}.
require 'cgi'
require 'json'
require 'redcarpet'
require 'rouge'
require 'rouge/plugins/redcarpet'
require 'liquid'
require 'loofah'
require 'rails-html-sanitizer'

OPTIONS = %i[autolink no_intra_emphasis fenced_code_blocks lax_html_blocks lax_spacing strikethrough tables footnotes]
          .to_h { |name| [name, true] }.freeze

# What the sanitizer lets through, by what it is for.
TAGS = [
  %w[p br hr h1 h2 h3 h4 h5 h6 blockquote pre center],
  %w[ul ol li dl dt dd],
  %w[table thead tbody tfoot tr th td col colgroup],
  %w[a abbr b cite code del em kbd mark q small span strong sub sup time u ruby rp rt add],
  %w[img figcaption video source]
].flatten.freeze

ATTRIBUTES = [
  %w[href name id ref rel title], %w[src alt width height size loop controls type], %w[colspan rowspan span start value],
  %w[data-conversation data-lang data-no-instant data-url], %w[em strong]
].flatten.freeze

# A link in a link is dropped, and a heading gets an anchor.
class Renderer < Redcarpet::Render::HTML
  include Rouge::Plugins::Redcarpet

  def link(href, _title, content)
    content.match?(%r{<a\s.+/a>}) ? nil : %(<a href="#{href}">#{content}</a>)
  end

  def header(title, level)
    name = Rails::Html::FullSanitizer.new.sanitize(title).downcase.strip.tr(" \t\n", '-')
    %(<h#{level}>\n<a name="#{name}" href="##{name}" class="anchor">\n</a>\n#{title}\n</h#{level}>\n)
  end
end

# Only tables keep a style, only code keeps its classes, and no attribute keeps Liquid.
class Scrubber < Rails::Html::PermitScrubber
  def initialize
    super
    self.tags = TAGS
    self.attributes = ATTRIBUTES
  end

  def allowed_node?(node)
    TAGS.include?(node.name) || highlighted?(node)
  end

  def scrub_attributes(node)
    return if in_code?(node)

    align = node['style'].to_s[/\Atext-align:\s*(left|center|right)/, 1] if %w[td th].include?(node.name)
    node.attribute_nodes.each { |attribute| attribute.value = attribute.value.gsub(/\{%|%\}/, '') }
    super
    node['style'] = "text-align: #{align}" if align
  end

  private

  def highlighted?(node)
    node.name == 'div' && node['class'] == 'highlight' && node.children.first&.name == 'pre'
  end

  def in_code?(node)
    ([node] + node.ancestors.to_a).any? { |each| each.respond_to?(:[]) && each.element? && highlighted?(each) }
  end
end

# DEV's tag for formulas; it shows the TeX that KaTeX would get.
class KatexTag < Liquid::Block
  def initialize(_name, markup, _context)
    super
    @inline = markup.strip == 'inline'
  end

  def render(_context)
    tex = Nokogiri::HTML(super).at('body')&.text.to_s.strip
    name = @inline ? 'span' : 'div'
    "<#{name} class=\"katex\">#{CGI.escapeHTML(tex)}</#{name}>"
  end
end
Liquid::Template.register_tag('katex', KatexTag)

# What is done to every text before it is Markdown; it does not know what is code.
module Fixer
  MATTER = /---.*?---/m

  def self.call(body)
    text = body.sub(MATTER) { |matter| %w[title description].reduce(matter) { |part, key| quote(part, key) } }
    text = text.gsub(MATTER) { |matter| matter.gsub(/^published: /i, 'published: ') }
    text = text.gsub("\r\n", "\n").gsub(/\ntags:.*\n/) { |line| line.gsub(' #', ',').delete('#').gsub(':,', ': ') }
    escape_names(text)
  end

  # Puts the value of a key between quotes, unless it is there already.
  def self.quote(matter, key)
    matter.gsub(/#{key}: ?(?<value>[^\n]*)\n/) do |line|
      value = Regexp.last_match[:value]
      next line if value.match?(/\A(?:".*"|'.*')\z/)

      %(#{key}: "#{value.gsub(/(?<!\\)"/, '\\"')}"\n)
    end
  end

  def self.escape_names(text)
    in_code = false
    text.lines.map do |line|
      in_code = !in_code if line.lstrip.start_with?('```', '~~~')
      in_code ? line : line.gsub(/(?<!`)@_\w+_/) { |name| name.gsub('_', '\\_') }
    end.join
  end
end

FENCED = /\s*(?:~~~.*?~~~|```.*?```)/m
SPANS = /``.+?``|`.+?`/m

# Keeps code from Liquid. A fence is told by its first three signs, however long it is.
def guard_code(body)
  body.gsub(Regexp.union(FENCED, SPANS)) do |code|
    kept = %w[raw endraw].reduce(code) { |part, tag| part.gsub("{% #{tag} %}", "{----% #{tag} %----}") }
    code.include?('```') ? "\n{% raw %}\n#{kept}\n{% endraw %}\n" : "{% raw %}#{kept}{% endraw %}"
  end
end

def fence_lone_code(body)
  return body unless body.match?(/^<code>$/)
  return body if body.include?('<code>') && body.include?('<pre>')

  body.gsub(%r{^</?code>$}, "\n```\n")
end

def refuse_script(body)
  text = body.gsub(/(~~~|```|``|`).*?\1/m, '')
  raise ArgumentError, 'the text looks like an attack' if text.match?(/src=["'](?:data|&)|data:text\/html[,;]/i)
end

def finish(html)
  page = Nokogiri::HTML.fragment(html)
  page.css('ul > br, ol > br, li > br').each(&:remove)
  page.css('p').each { |paragraph| paragraph.remove if paragraph.inner_html.strip.empty? }
  page.css('pre code, p code, li code').each do |code|
    code.inner_html = code.inner_html.gsub('{----%', '{%').gsub('%----}', '%}')
  end
  page.to_html
end

def render(body)
  markdown = Redcarpet::Markdown.new(Renderer.new(hard_wrap: true, filter_html: false), OPTIONS)
  fixed = Fixer.call(body.gsub(/!\[Image Description\]/i, '![ ]'))
  refuse_script(fixed)
  html = markdown.render(guard_code(fence_lone_code(fixed)))
  clean = Loofah.fragment(html).scrub!(Scrubber.new).to_s
  finish(markdown.render(Liquid::Template.parse(clean, error_mode: :lax).render))
end

$stdout.sync = true
$stdin.each_line do |line|
  answer = begin
    { html: render(JSON.parse(line)['body']) }
  rescue StandardError => e
    { error: e.message }
  end
  puts JSON.generate(answer)
end
