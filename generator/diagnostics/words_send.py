"""What is wrong with sending by mail, with the office's key, and with files whose origin is asked for."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagnostics.entry import Entry

SENDING: Mapping[str, Entry] = {
    "send-unpacked": Entry(
        "error", "“{key}”还没有封装，不能发", "先封装，看过以后再发：make pack ISSUE={key}"
    ),
    "send-secret": Entry(
        "error",
        "这一期有密级（{secrecy}），不能用邮件发",
        "请按保密规定，由机要渠道送",
    ),
    "send-changed": Entry(
        "error",
        "封装以后又改过，已经按现在的样子重新封装，还没有发",
        "请看过 {folder} 里的，再运行一次 make send",
    ),
    "send-setting-missing": Entry(
        "error",
        "没有设 {names}，不知道从哪里发",
        "发邮件的设置只写在环境变量里，怎样设见使用手册“用邮件发”一节",
    ),
    "send-setting-wrong": Entry("error", "环境变量 {name} 写得不对", "{why}"),
    "send-address": Entry(
        "error",
        "“{name}”的邮箱写得不对",
        "请写一个完整的邮箱，例如 banshi@example.com；有几个邮箱的，只写一个",
    ),
    "send-no-address": Entry("error", "“{name}”没有邮箱，不能再发", "请在 units.yaml 里给它写上“邮箱”"),
    "send-unit": Entry("error", "这一期不发给“{name}”", "{near}"),
    "send-known": Entry(
        "error",
        "“{name}”收到了，已经记过",
        "去掉它，把别的单位再记一次；要再发一次的，写 AGAIN={name}",
    ),
    "send-no-others": Entry(
        "error", "没有写邮箱的单位，都已经记下送到了", "要记有邮箱的，请写出单位名称：ARRIVED=单位"
    ),
    "send-large": Entry(
        "warning",
        "给“{name}”的附件有 {size} MB，对方的邮箱可能不收",
        "可以先问一声；不收的，请用别的办法送",
    ),
    "send-busy": Entry("error", "另一个 make send 正在发这一期", "请等它发完，再运行一次"),
    "send-login": Entry(
        "error",
        "邮件服务器 {server} 不让登录（{words}）",
        "请核对 JIANBAO_SMTP_USER、JIANBAO_SMTP_PASSWORD；有的邮箱要用另外申请的授权码，不是平时登录的密码",
    ),
    "send-no-login": Entry(
        "error",
        "邮件服务器 {server} 不用登录",
        "请不要设 JIANBAO_SMTP_USER 和 JIANBAO_SMTP_PASSWORD，或者核对 JIANBAO_SMTP_HOST",
    ),
    "send-no-tls": Entry(
        "error",
        "邮件服务器 {server} 不会 STARTTLS 加密，没有发",
        "请问管邮箱的人；直接用 TLS 的，设 JIANBAO_SMTP_SECURITY=tls",
    ),
    "send-tls": Entry(
        "error",
        "同邮件服务器 {server} 的加密连接建立不起来（{words}）",
        "JIANBAO_SMTP_SECURITY 或者端口可能不对：tls 一般用 465，starttls 一般用 587",
    ),
    "send-certificate": Entry(
        "error",
        "邮件服务器 {server} 的证书不可信，没有发（{words}）",
        "请核对 JIANBAO_SMTP_HOST；单位自己的证书机构，把它的证书文件写在环境变量 SSL_CERT_FILE 里",
    ),
    "outbox-unreadable": Entry(
        "error", "发送记录打不开，不知道发过谁，没有发", "请看看这个文件的权限，或者从版本管理里恢复"
    ),
    "outbox-line": Entry(
        "error",
        "发送记录的这一行读不懂，不知道发过谁，没有发",
        "这个文件由程序写，请从版本管理里恢复，不要自己改",
    ),
    "key-in-site": Entry(
        "error",
        "私钥不能放在站点里：{path}",
        "站点要存底、要给人看；请把 JIANBAO_KEY 设成站点以外的文件夹，或者不设，用程序定的地方",
    ),
    "key-in-repository": Entry(
        "error",
        "私钥不能放在版本管理的文件夹里：{path}（{top} 由 git 管着）",
        "请把 JIANBAO_KEY 设成别的文件夹，或者不设，用程序定的地方",
    ),
    "key-exists": Entry(
        "error",
        "私钥和证书都有了，没有重新做",
        "私钥在 {path}。要换新的：把这个证书改名成 seal-2026.pem 这样的名称留着（以前的签名还要靠它验），"
        "把旧私钥移走，再运行 make key",
    ),
    "key-elsewhere": Entry(
        "error",
        "证书已经有了，可是这台机器上没有它的私钥（{path}）",
        "私钥在做它的那台机器上，请拷过来放在那里；确实丢了的，把这个证书改名成 seal-2026.pem 这样的名称，"
        "再运行 make key",
    ),
    "key-open": Entry(
        "error", "别人也能读这个私钥：{path}", "请改成只有自己能读：chmod 600，再想想有没有人拷走过"
    ),
    "key-unreadable": Entry(
        "error", "私钥读不出来：{path}", "请从备份里恢复；没有备份的换一个新的，见使用手册"
    ),
    "key-other": Entry(
        "error",
        "私钥（{path}）同这个证书不是一对",
        "可能是别的站点的私钥；请把 JIANBAO_KEY 设成这个站点的私钥所在的文件夹",
    ),
    "seal-certificate": Entry("error", "证书读不出来", "这个文件由 make key 写，请从版本管理里恢复"),
    "sums-unreadable": Entry("error", "指纹记录打不开", "这个文件由程序写，请从版本管理里恢复"),
    "sums-line": Entry("warning", "指纹记录的这一行读不懂，没有用它", "这个文件由程序写，请从版本管理里恢复"),
    "verify-missing": Entry("error", "找不到文件“{file}”", "请核对路径；名称里有空格的，两头加引号"),
    "verify-folder": Entry("error", "“{file}”是文件夹", "请指明里面的一个 PDF 文件"),
    "verify-unreadable": Entry("error", "“{file}”打不开（{reason}）", "请看看这个文件的权限"),
    "verify-large": Entry("error", "“{file}”太大，不会是本单位发出的", "请核对是不是拿错了文件"),
    "verify-empty": Entry("error", "“{file}”是空的", "请对方重新发一次"),
    "verify-not-pdf": Entry("error", "“{file}”不是 PDF，也不是本单位发出过的文件", "请核对是不是拿错了文件"),
    "verify-altered": Entry(
        "error",
        "“{file}”带着本单位的签名，可是签过以后内容被改动过",
        "不要再用；请向本单位要原来的文件",
    ),
    "verify-added": Entry(
        "error",
        "“{file}”被改动过：本单位签发的内容（{about}）还在里面，"
        "签过以后又有人在上面加了东西（另存过 {later} 次）",
        "有人在上面批注、填写、另外签名也会这样；要用原来的，请向本单位要",
    ),
    "verify-tail": Entry(
        "error",
        "“{file}”被改动过：本单位签过以后，文件末尾加了东西",
        "多半是传的时候出的错；请对方重新发一次",
    ),
    "verify-foreign": Entry("error", "“{file}”不是本单位签的，签名的自称“{signer}”", "不要当作本单位发出的"),
    "verify-no-certificate": Entry(
        "error",
        "“{file}”有签名，可是站点里没有本单位的证书，验不了",
        "证书应当在 {path}，请从版本管理里恢复",
    ),
    "verify-unknown": Entry(
        "error",
        "“{file}”没有本单位的签名，记录里也没有它的指纹，看不出是本单位发出的",
        "打印以后再扫描的、另存过的，都会这样；请同本单位发出的原件对照",
    ),
    "verify-changed": Entry(
        "error",
        "“{file}”写着是“{title}”，可是同本单位发出的都不一样，不是原来的文件",
        "改动过、另存过、重新打印成 PDF 的，都会这样；请向本单位要原来的文件",
    ),
    "verify-encrypted": Entry("error", "“{file}”加了密码，看不出是谁发的", "本单位发出的都不加密码"),
    "verify-damaged": Entry("error", "“{file}”是坏的 PDF，读不下去", "请对方重新发一次"),
    "verify-draft": Entry(
        "error",
        "它同现在编出的 {path} 一样，可是“{key}”还是草稿，没有发出",
        "定稿、封装以后才算发出",
    ),
}
