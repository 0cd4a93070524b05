import type { Random } from './random.ts';
import type { Voice } from './voice.ts';

const things = [
  '网关',
  '连接池',
  '任务队列',
  '本地缓存',
  '调度器',
  '访问日志',
  '联合索引',
  '长事务',
  '下游服务',
  '监控面板',
  '回调接口',
  '重试逻辑',
  '客户端',
  '只读副本',
  '写入路径',
  '配置中心',
  '限流器',
  '后台线程',
  '消息中间件',
  '灰度环境',
  '构建脚本',
  '依赖锁文件',
  '类型声明',
  '静态资源',
  '会话令牌',
  '对账任务',
  '搜索接口',
  '上传服务',
  '告警规则',
  '回滚方案',
];
const deeds = [
  '放大了尾延迟',
  '吞掉了真正的错误',
  '暴露出一个竞争条件',
  '占满了全部连接',
  '绕过了参数校验',
  '拖慢了整个启动过程',
  '把偶发问题变成了必现问题',
  '让两次写入的顺序颠倒',
  '多花了一次往返',
  '在内存里留下了一份副本',
  '悄悄丢掉了最后一批数据',
  '只在时区不同的机器上出错',
  '把同一个请求发了两遍',
  '等待一个永远不会来的信号',
  '读到了过期的数据',
  '产生了大量小文件',
];
const moments = [
  '高峰期',
  '上线第二天',
  '压测的时候',
  '重启之后',
  '凌晨三点',
  '数据量翻倍以后',
  '切换主库的瞬间',
  '网络抖动时',
  '第一次全量同步时',
  '磁盘快写满的时候',
  '换了一台机器之后',
  '在低端手机上',
];
const reasons = [
  '超时设得比下游还短',
  '没有人看那张图',
  '默认值在小版本里改过',
  '测试只覆盖了成功的路径',
  '两个团队各写了一遍',
  '锁的粒度太粗',
  '我们以为这个操作是幂等的',
  '文档里写的和代码里做的不一样',
  '索引的列顺序和查询不一致',
  '缓存的键里少了语言',
];
const advice = [
  '先量一遍，再动手改',
  '把失败写进返回值',
  '给每个等待都设一个上限',
  '让写入可以安全地重复',
  '把配置和代码放在一起评审',
  '用一张表记下每次尝试',
  '只重试能重试的错误',
  '把时间和随机数当作参数传进来',
  '先删掉用不到的分支',
  '让日志里的一行就能说清一件事',
];
const names = [
  'Node',
  'Go',
  'SQLite',
  'Postgres',
  'Redis',
  'Linux',
  'TypeScript',
  'Rust',
  'HTTP',
  'TLS',
  'P99',
  'CI',
];
const codes = [
  'retryAfter',
  'max_connections',
  'AbortSignal',
  'EXPLAIN',
  'context.Done()',
  'fsync',
  'ulimit -n',
  '--frozen',
];
const topics = [
  '超时与重试',
  '连接池的大小',
  '一次慢查询',
  '缓存失效',
  '幂等写入',
  '日志与追踪',
  '部署与回滚',
  '类型与边界',
  '并发与锁',
  '批处理',
];

const phrases: readonly ((random: Random) => string)[] = [
  (random) =>
    `${random.pick(moments)}，${random.pick(things)}${random.pick(deeds)}，原因是${random.pick(reasons)}。`,
  (random) =>
    `${random.pick(things)}和${random.pick(things)}之间隔着一层 ${random.pick(names)}，所以问题看起来像是${random.pick(things)}${random.pick(deeds)}。`,
  (random) => `**注意：**${random.pick(advice)}，否则${random.pick(things)}会再次出问题。`,
  (random) =>
    `如果把 \`${random.pick(codes)}\` 调到 ${random.between(2, 900)}，${random.pick(things)}的耗时会从 ${random.between(40, 400)} 毫秒变成 ${random.between(5, 39)} 毫秒。`,
  (random) => `我们最后决定${random.pick(advice)}；至于${random.pick(things)}，留到下一版再说。`,
  (random) =>
    `有人说“${random.pick(advice)}”，这话对${random.pick(things)}成立，对${random.pick(things)}却不一定。`,
  (random) =>
    `细节见[${random.pick(names)} 的说明](https://docs.example.org/${random.between(1, 400)}/)，这里只讲${random.pick(things)}。`,
  (random) =>
    `复现并不难：${random.pick(moments)}连续请求 ${random.between(20, 900)} 次，其中大约 ${random.between(1, 9)}% 会看到${random.pick(things)}${random.pick(deeds)}。`,
  (random) =>
    `改动只有 ${random.between(3, 60)} 行，*但是*${random.pick(reasons)}，所以评审花了 ${random.between(2, 9)} 天。`,
];

/** Notes of a back-end developer, in Chinese with Latin words in it. */
export const chinese: Voice = {
  gap: '',
  tableHead: ['场景', '改动之前（毫秒）', '改动之后（毫秒）'],
  heading: (random) => `${random.pick(topics)}：${random.pick(moments)}的${random.pick(things)}`,
  clause: (random) => `${random.pick(moments)}，${random.pick(things)}${random.pick(deeds)}`,
  sentence: (random) => random.pick(phrases)(random),
  word: (random) => random.pick(things),
};
