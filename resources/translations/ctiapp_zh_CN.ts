<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>words</name>
    <message>
        <source>Nothing answers at this address. The PBX may be switched off, or the address or port is wrong. Check the address; from outside the office a VPN may be needed.</source>
        <translation>此地址没有响应。PBX 可能已关机，或地址、端口有误。请检查地址；如果您不在办公室，可能需要先连接 VPN。</translation>
    </message>
    <message>
        <source>The connection to the PBX failed. What you see may be old. It is being tried again.</source>
        <translation>与 PBX 的连接失败，当前显示的内容可能已过时。正在重试。</translation>
    </message>
    <message>
        <source>The connection to the PBX was lost. Calls go on at the phone; what you see here may be old. It is being set up again.</source>
        <translation>与 PBX 的连接已中断。话机上的通话不受影响，但此处显示的内容可能已过时。正在重新连接。</translation>
    </message>
    <message>
        <source>The PBX does not answer in time. It may be busy or the network slow. It is being tried again; you need not do anything.</source>
        <translation>PBX 未及时响应，可能是 PBX 繁忙或网络缓慢。正在自动重试，您无需操作。</translation>
    </message>
    <message>
        <source>The certificate of {host} is not trusted, so nothing was sent. It was issued by {issuer}. Its SHA-256 fingerprint is {sha256}. Compare it with the one that your administrator gives you; if it is the same, trust exactly this one.</source>
        <translation>{host} 的证书不受信任，因此没有发送任何数据。颁发者：{issuer}。SHA-256 指纹：{sha256}。请与管理员提供的指纹核对；完全一致时，可选择只信任这一个证书。</translation>
    </message>
    <message>
        <source>The PBX did not let us in. Nothing is tried again by itself. Check what you entered, or ask your administrator.</source>
        <translation>PBX 拒绝了登录，程序不会自动重试。请检查填写的内容，或联系管理员。</translation>
    </message>
    <message>
        <source>Client ID or client secret is wrong. After five wrong tries in a row the PBX blocks the address of your whole office. Check both, or ask your administrator, before you try again.</source>
        <translation>客户端 ID 或客户端密钥错误。连续输错五次后，PBX 会封锁整个办公室的 IP 地址。请先核对两者或联系管理员，再重试。</translation>
    </message>
    <message>
        <source>The PBX ended this session. Sign in again to go on.</source>
        <translation>PBX 已结束本次会话。请重新登录后继续。</translation>
    </message>
    <message>
        <source>All 8 places of this API client are taken: so many programs are signed in with it already. It waits for one to become free. Sign out somewhere else, or ask your administrator for a client of your own.</source>
        <translation>此 API 客户端的 8 个名额已全部占用（已有同样多的程序用它登录）。正在等待空出名额。请在别处退出登录，或请管理员为您单独分配客户端。</translation>
    </message>
    <message>
        <source>The PBX has blocked the address of your office after too many wrong tries. Nobody here can sign in. Ask your administrator to unblock it (PBX: Security &gt; Blocked IPs).</source>
        <translation>由于多次登录失败，PBX 已封锁您办公室的 IP 地址，此处任何人都无法登录。请管理员解除封锁（PBX：安全 &gt; 已封锁的 IP 地址）。</translation>
    </message>
    <message>
        <source>The PBX does not allow its API to be used from this address. Ask your administrator to add it to the allowed addresses (PBX: Integrations &gt; API).</source>
        <translation>PBX 不允许从此地址使用其 API。请管理员将此地址加入允许列表（PBX：应用对接 &gt; API）。</translation>
    </message>
    <message>
        <source>Integrations &gt; API is switched off on the PBX, so no program can use it. Ask your administrator to switch it on, then sign in again.</source>
        <translation>PBX 上的“应用对接 &gt; API”未启用，任何程序都无法使用。请管理员启用后再登录。</translation>
    </message>
    <message>
        <source>The PBX has no extension {extension}. Client ID and secret are right. Check the number: it is the one that colleagues dial to reach you.</source>
        <translation>PBX 上没有分机 {extension}。客户端 ID 和密钥是正确的。请检查号码：即同事呼叫您时所拨的号码。</translation>
    </message>
    <message>
        <source>Something answers at this address, but it is not the API of a PBX. Check address and port; the API often has the port of the PBX&apos;s web page, for example 8088.</source>
        <translation>此地址有响应，但不是 PBX 的 API。请检查地址和端口；API 的端口通常与 PBX 管理网页相同，例如 8088。</translation>
    </message>
    <message>
        <source>The PBX sent something that cannot be read. It was left out; the rest is shown. If this goes on, tell your administrator.</source>
        <translation>PBX 发来了无法识别的内容，已将其忽略，其余内容照常显示。如果反复出现，请告知管理员。</translation>
    </message>
    <message>
        <source>The PBX has calls of yours but reports none of them. Its monitoring is off: ask your administrator to tick, under Integrations &gt; API, the monitoring of extension call state, extension registration, extension presence and trunk call state.</source>
        <translation>PBX 上有您的通话，却没有上报任何事件，说明监控未开启。请管理员在“应用对接 &gt; API”中勾选以下监控：分机通话状态、分机注册状态、分机在线状态和中继通话状态。</translation>
    </message>
    <message>
        <source>The PBX answered with an error. Nothing was changed. Try again.</source>
        <translation>PBX 返回了错误，没有任何改变。请重试。</translation>
    </message>
    <message>
        <source>This PBX or this phone cannot do that. Use the keys of the phone instead.</source>
        <translation>此 PBX 或话机不支持该操作。请改用话机上的按键。</translation>
    </message>
    <message>
        <source>You are not allowed to do that. Ask your administrator for the right to do it.</source>
        <translation>您没有执行此操作的权限。请向管理员申请。</translation>
    </message>
    <message>
        <source>The call has changed in the meantime, so this was not done. Look at the card and try again.</source>
        <translation>通话状态刚刚发生了变化，因此操作没有执行。请查看卡片后重试。</translation>
    </message>
    <message>
        <source>Nobody has this number, or the call is over. Check the number.</source>
        <translation>此号码不存在，或通话已结束。请检查号码。</translation>
    </message>
    <message>
        <source>The other side is busy or does not take the call. Try again later.</source>
        <translation>对方正忙或未接听。请稍后再试。</translation>
    </message>
    <message>
        <source>The command was sent, but the PBX did not say whether it was done. The picture is being fetched again: look before you repeat it.</source>
        <translation>命令已发送，但 PBX 没有说明是否已执行。正在重新获取状态，请先查看再决定是否重复操作。</translation>
    </message>
    <message>
        <source>That cannot be done as asked.</source>
        <translation>无法按此要求执行。</translation>
    </message>
    <message>
        <source>There is nothing to call. Type an extension, a name or a number.</source>
        <translation>没有可呼叫的内容。请输入分机号、姓名或电话号码。</translation>
    </message>
    <message>
        <source>“{text}” has letters in it, so it is no number. Type digits, or a name.</source>
        <translation>“{text}”中含有字母，不是电话号码。请输入数字或姓名。</translation>
    </message>
    <message>
        <source>“{text}” is no number: only digits, +, * and # can be dialled.</source>
        <translation>“{text}”不是电话号码：只能拨打数字、+、* 和 #。</translation>
    </message>
    <message>
        <source>“{text}” is no number: a plus sign may stand only at its beginning.</source>
        <translation>“{text}”不是电话号码：加号只能位于开头。</translation>
    </message>
    <message>
        <source>“{text}” is too long to be a number: at most 32 digits can be dialled.</source>
        <translation>“{text}”过长：最多可拨 32 位。</translation>
    </message>
    <message>
        <source>Nobody is called “{text}”. Nothing was dialled. Type more of the name, or a number.</source>
        <translation>没有找到“{text}”，未拨打任何号码。请输入更完整的姓名或电话号码。</translation>
    </message>
    <message>
        <source>Several people fit “{text}”. Choose one from the list.</source>
        <translation>有多人符合“{text}”。请从列表中选择一位。</translation>
    </message>
    <message>
        <source>Something went wrong in this program. Your calls are not touched. If it happens again, send the log to your administrator.</source>
        <translation>本程序出了错，您的通话不受影响。如果再次发生，请将日志发给管理员。</translation>
    </message>
    <message>
        <source>The PBX reported something that cannot be. The true picture is being fetched again.</source>
        <translation>PBX 上报了不可能出现的状态。正在重新获取真实状态。</translation>
    </message>
    <message>
        <source>A setting could not be read or saved. The rest holds. Open the settings and look.</source>
        <translation>有一项设置无法读取或保存，其余设置有效。请打开设置检查。</translation>
    </message>
    <message>
        <source>The settings file {file} has errors. What could be read holds, a copy of the old file was kept. Check your settings.</source>
        <translation>设置文件 {file} 有误。可读取的部分仍然有效，旧文件已保留副本。请检查您的设置。</translation>
    </message>
    <message>
        <source>A file of this program could not be read or written. Check that the disk is not full.</source>
        <translation>无法读写本程序的文件。请检查磁盘是否已满。</translation>
    </message>
    <message>
        <source>The system&apos;s key store is missing or locked, so nothing can be remembered. You can go on; the next start asks for the secret again.</source>
        <translation>系统密钥库不可用或已锁定，无法记住密钥。您可以继续使用；下次启动时需重新输入密钥。</translation>
    </message>
    <message>
        <source>This desktop lets no program place a window, so calls are shown as notifications instead of cards. The main window shows them all.</source>
        <translation>此桌面环境不允许程序自行放置窗口，因此来电以通知代替弹窗卡片显示。主窗口会显示全部通话。</translation>
    </message>
    <message>
        <source>This desktop has no tray. When you close the window it is minimised, so that calls can still be shown.</source>
        <translation>此桌面环境没有系统托盘。关闭窗口时会将其最小化，以便继续显示来电。</translation>
    </message>
    <message>
        <source>It goes on in the tray, so that calls can still be shown. Quit from its menu.</source>
        <translation>程序仍在系统托盘中运行，以便继续显示来电。如需退出，请使用托盘菜单。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>PBX code {code}</source>
        <translation>PBX 代码 {code}</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>接听</translation>
    </message>
    <message>
        <source>Number withheld</source>
        <translation>号码未显示</translation>
    </message>
    <message>
        <source>Unknown caller</source>
        <translation>未知来电</translation>
    </message>
    <message>
        <source>Called {number}</source>
        <translation>拨打的号码 {number}</translation>
    </message>
    <message>
        <source>Lift the handset to answer</source>
        <translation>请拿起听筒接听</translation>
    </message>
    <message>
        <source>Incoming call</source>
        <translation>来电</translation>
    </message>
    <message>
        <source>Incoming call from {name}</source>
        <translation>{name} 来电</translation>
    </message>
    <message>
        <source>Show the window</source>
        <translation>显示窗口</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>{name} is calling</source>
        <translation>{name} 来电</translation>
    </message>
    <message>
        <source>ctiapp – {state}</source>
        <translation>ctiapp – {state}</translation>
    </message>
    <message>
        <source>Part of the PBX&apos;s directory could not be loaded. Some names are missing; calls are not affected.</source>
        <translation>PBX 通讯录有一部分无法加载，缺少部分姓名；通话不受影响。</translation>
    </message>
    <message>
        <source>“{text}” is no kind of PBX that this program knows. Check the spelling.</source>
        <translation>“{text}”不是本程序支持的 PBX 类型。请检查拼写。</translation>
    </message>
    <message>
        <source>There is no call to do that with. Look at the list of calls.</source>
        <translation>没有可执行此操作的通话。请查看通话列表。</translation>
    </message>
    <message>
        <source>Several calls come into question. Name the one that is meant.</source>
        <translation>有多个通话符合条件。请指明是哪一个。</translation>
    </message>
    <message>
        <source>The file to record into cannot be written. Choose another place.</source>
        <translation>无法写入录制文件。请换一个位置。</translation>
    </message>
    <message>
        <source>Nothing is being recorded.</source>
        <translation>当前没有录制。</translation>
    </message>
    <message>
        <source>It is being recorded already. Stop that recording first.</source>
        <translation>录制已在进行。请先停止。</translation>
    </message>
    <message>
        <source>Nobody is signed in, so there is nothing to record. Sign in first.</source>
        <translation>尚未登录，没有可录制的内容。请先登录。</translation>
    </message>
    <message>
        <source>“{verb}” cannot be done here: this program was started without it.</source>
        <translation>此处无法执行“{verb}”：程序启动时未启用该功能。</translation>
    </message>
    <message>
        <source>{number} is a code that commands the PBX, not a number. Nothing was dialled. Confirm it if that is what you want.</source>
        <translation>{number} 是控制 PBX 的功能码，不是电话号码，因此未拨打。如确需拨打，请确认。</translation>
    </message>
    <message>
        <source>The simulated PBX does not start or does not answer. Close the program and start it again.</source>
        <translation>模拟 PBX 未能启动或没有响应。请关闭程序后重新启动。</translation>
    </message>
    <message>
        <source>Nobody has signed in here yet. Say the address, the client ID and the extension.</source>
        <translation>此处尚未登录过。请指定地址、客户端 ID 和分机。</translation>
    </message>
    <message>
        <source>Extension {extension} is signed in at {address}. Sign out first.</source>
        <translation>分机 {extension} 已登录 {address}。请先退出登录。</translation>
    </message>
    <message>
        <source>ctiapp</source>
        <translation>ctiapp</translation>
    </message>
    <message>
        <source>Calls</source>
        <translation>通话</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>{name} · {number}</source>
        <translation>{name} · {number}</translation>
    </message>
    <message>
        <source>The connection to the PBX is down. What you see is from {time}; calls go on at the phone.</source>
        <translation>与 PBX 的连接已中断。当前显示的是 {time} 的状态；话机上的通话不受影响。</translation>
    </message>
    <message>
        <source>The connection to the PBX is down. Calls go on at the phone.</source>
        <translation>与 PBX 的连接已中断。话机上的通话不受影响。</translation>
    </message>
    <message>
        <source>Try now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Search and call</source>
        <translation>搜索并呼叫</translation>
    </message>
    <message>
        <source>Hang up the selected call</source>
        <translation>挂断所选通话</translation>
    </message>
    <message>
        <source>Hold or resume the selected call</source>
        <translation>保持或恢复所选通话</translation>
    </message>
    <message>
        <source>Select the next call</source>
        <translation>选择下一个通话</translation>
    </message>
    <message>
        <source>Select the previous call</source>
        <translation>选择上一个通话</translation>
    </message>
    <message>
        <source>Show the calls</source>
        <translation>显示通话</translation>
    </message>
    <message>
        <source>Show the settings</source>
        <translation>显示设置</translation>
    </message>
    <message>
        <source>Close what is open</source>
        <translation>关闭已打开的内容</translation>
    </message>
    <message>
        <source>No call at the moment</source>
        <translation>当前没有通话</translation>
    </message>
    <message>
        <source>Incoming calls appear here by themselves. To call somebody, type a name or a number at the top.</source>
        <translation>来电会自动显示在这里。要呼叫他人，请在上方输入姓名或号码。</translation>
    </message>
    <message>
        <source>via</source>
        <translation>经由</translation>
    </message>
    <message>
        <source>direct</source>
        <translation>直接来电</translation>
    </message>
    <message>
        <source>internal</source>
        <translation>内部</translation>
    </message>
    <message>
        <source>outgoing</source>
        <translation>呼出</translation>
    </message>
    <message>
        <source>Pick up your phone, then {name} is called</source>
        <translation>请拿起您的话机，随后将呼叫 {name}</translation>
    </message>
    <message>
        <source>no phone rings yet</source>
        <translation>尚无话机振铃</translation>
    </message>
    <message>
        <source>The other side has put you on hold</source>
        <translation>对方已将您保持</translation>
    </message>
    <message>
        <source>Not updated for</source>
        <translation>未更新时长</translation>
    </message>
    <message>
        <source>{state}: {name}, {number}</source>
        <translation>{state}：{name}，{number}</translation>
    </message>
    <message>
        <source>{state}: {name}, {number}, selected</source>
        <translation>{state}：{name}，{number}，已选中</translation>
    </message>
    <message>
        <source>{name} is calling, via {via}</source>
        <translation>{name} 来电，经由 {via}</translation>
    </message>
    <message>
        <source>Call with {name}: {how}</source>
        <translation>与 {name} 的通话：{how}</translation>
    </message>
    <message>
        <source>Selected: {name}</source>
        <translation>已选中：{name}</translation>
    </message>
    <message>
        <source>Just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>Calls that end while you work are listed here, so that you can call back.</source>
        <translation>您工作期间结束的通话会列在这里，方便您回拨。</translation>
    </message>
    <message>
        <source>Call back</source>
        <translation>回拨</translation>
    </message>
    <message>
        <source>Call {name}</source>
        <translation>呼叫 {name}</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>未接</translation>
    </message>
    <message>
        <source>rang {age}</source>
        <translation>响铃 {age}</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Loading names: {loaded} of {total}</source>
        <translation>正在加载姓名：{loaded} / {total}</translation>
    </message>
    <message>
        <source>Loading names: {loaded}</source>
        <translation>正在加载姓名：{loaded}</translation>
    </message>
    <message>
        <source>No other extension is known yet. When the names are loaded, your colleagues are listed here.</source>
        <translation>尚无其他分机。姓名加载完成后，您的同事会列在这里。</translation>
    </message>
    <message>
        <source>{name}, {number}, {state}</source>
        <translation>{name}，{number}，{state}</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>空闲</translation>
    </message>
    <message>
        <source>On a call</source>
        <translation>通话中</translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation>响铃中</translation>
    </message>
    <message>
        <source>Calling</source>
        <translation>正在呼叫</translation>
    </message>
    <message>
        <source>{was} since {time}</source>
        <translation>{was}，自 {time} 起</translation>
    </message>
    <message>
        <source>Ended {lost} – {found}</source>
        <translation>结束于 {lost} – {found}</translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation>免打扰</translation>
    </message>
    <message>
        <source>Away</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>At lunch</source>
        <translation>午餐中</translation>
    </message>
    <message>
        <source>On a business trip</source>
        <translation>出差</translation>
    </message>
    <message>
        <source>Off work</source>
        <translation>已下班</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Name, extension or number…</source>
        <translation>姓名、分机或号码…</translation>
    </message>
    <message>
        <source>Matches</source>
        <translation>匹配结果</translation>
    </message>
    <message>
        <source>Call {number}</source>
        <translation>呼叫 {number}</translation>
    </message>
    <message>
        <source>as typed</source>
        <translation>按输入内容</translation>
    </message>
    <message>
        <source>{number} is a code that commands the PBX. Press Enter again to dial {number}.</source>
        <translation>{number} 是控制 PBX 的功能码。再按一次 Enter 拨打 {number}。</translation>
    </message>
    <message>
        <source>Press Enter to call {number}, or Esc to leave it.</source>
        <translation>按 Enter 呼叫 {number}，按 Esc 放弃。</translation>
    </message>
    <message>
        <source>Calling {number}…</source>
        <translation>正在呼叫 {number}…</translation>
    </message>
    <message>
        <source>↑ ↓ choose · Enter calls · Esc closes</source>
        <translation>↑ ↓ 选择 · Enter 呼叫 · Esc 关闭</translation>
    </message>
    <message>
        <source>Nobody fits “{text}”.</source>
        <translation>没有符合“{text}”的结果。</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Voice menu</source>
        <translation>语音菜单</translation>
    </message>
    <message>
        <source>Ring group</source>
        <translation>响铃组</translation>
    </message>
    <message>
        <source>Conference</source>
        <translation>会议</translation>
    </message>
    <message>
        <source>Sign in to your PBX</source>
        <translation>登录您的 PBX</translation>
    </message>
    <message>
        <source>Your administrator gives you the client ID and its secret.</source>
        <translation>客户端 ID 及其密钥由管理员提供。</translation>
    </message>
    <message>
        <source>PBX address</source>
        <translation>PBX 地址</translation>
    </message>
    <message>
        <source>pbx.example.com or 192.168.5.150:8088</source>
        <translation>pbx.example.com 或 192.168.5.150:8088</translation>
    </message>
    <message>
        <source>Client ID</source>
        <translation>客户端 ID</translation>
    </message>
    <message>
        <source>Client secret</source>
        <translation>客户端密钥</translation>
    </message>
    <message>
        <source>remembered – leave empty to use it</source>
        <translation>已记住，留空即可使用</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>隐藏</translation>
    </message>
    <message>
        <source>Show the client secret</source>
        <translation>显示客户端密钥</translation>
    </message>
    <message>
        <source>Hide the client secret</source>
        <translation>隐藏客户端密钥</translation>
    </message>
    <message>
        <source>Your extension</source>
        <translation>您的分机</translation>
    </message>
    <message>
        <source>for example 2000</source>
        <translation>例如 2000</translation>
    </message>
    <message>
        <source>Remember me on this computer</source>
        <translation>在此电脑上记住我</translation>
    </message>
    <message>
        <source>The secret is kept in the system&apos;s key store, and the next start signs in by itself.</source>
        <translation>密钥保存在系统密钥库中，下次启动时自动登录。</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
    <message>
        <source>CA file</source>
        <translation>CA 文件</translation>
    </message>
    <message>
        <source>only where your company has its own</source>
        <translation>仅当贵公司有自己的 CA 时填写</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>http://proxy.example.com:3128</source>
        <translation>http://proxy.example.com:3128</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Please fill this in.</source>
        <translation>请填写此项。</translation>
    </message>
    <message>
        <source>There is a blank in it. Check what you pasted.</source>
        <translation>其中含有空格。请检查粘贴的内容。</translation>
    </message>
    <message>
        <source>An extension has digits only.</source>
        <translation>分机号只含数字。</translation>
    </message>
    <message>
        <source>Type a host name or an address, for example pbx.example.com.</source>
        <translation>请输入主机名或地址，例如 pbx.example.com。</translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation>没有此文件。</translation>
    </message>
    <message>
        <source>Type the proxy as a URL, for example http://proxy.example.com:3128.</source>
        <translation>请以网址形式输入代理，例如 http://proxy.example.com:3128。</translation>
    </message>
    <message>
        <source>Be sure before you try: after the last wrong try the PBX blocks the address of your whole office.</source>
        <translation>请确认无误后再试：最后一次机会输错后，PBX 将封锁整个办公室的 IP 地址。</translation>
    </message>
    <message>
        <source>This PBX shows a certificate that this computer does not know</source>
        <translation>此 PBX 的证书不为本机所知</translation>
    </message>
    <message>
        <source>That is usual for a PBX in the own house. Nothing was sent yet. Compare the fingerprint with the one that your administrator gives you.</source>
        <translation>自有 PBX 常有这种情况。目前尚未发送任何数据。请将指纹与管理员提供的指纹核对。</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>颁发者</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Trust exactly this certificate</source>
        <translation>只信任此证书</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>English</source>
        <translation>English</translation>
    </message>
    <message>
        <source>简体中文</source>
        <translation>简体中文</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Cards appear</source>
        <translation>弹窗位置</translation>
    </message>
    <message>
        <source>Top left</source>
        <translation>左上角</translation>
    </message>
    <message>
        <source>Top right</source>
        <translation>右上角</translation>
    </message>
    <message>
        <source>Bottom left</source>
        <translation>左下角</translation>
    </message>
    <message>
        <source>Bottom right</source>
        <translation>右下角</translation>
    </message>
    <message>
        <source>When I dial from here, my phone picks up by itself</source>
        <translation>从此处拨号时，我的话机自动接起</translation>
    </message>
    <message>
        <source>For phones that can do that. Otherwise your phone rings first and you lift the handset.</source>
        <translation>仅限支持此功能的话机。否则您的话机会先响铃，请拿起听筒。</translation>
    </message>
    <message>
        <source>A safe transfer waits for an answer</source>
        <translation>安全转接等待接听的时间</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>They work wherever you are in the window, in text fields too.</source>
        <translation>在窗口任何位置都有效，包括输入框。</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Change the key for: {action}</source>
        <translation>更改快捷键：{action}</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>重置</translation>
    </message>
    <message>
        <source>Reset the key for: {action}</source>
        <translation>重置快捷键：{action}</translation>
    </message>
    <message>
        <source>Reset all keys</source>
        <translation>重置所有快捷键</translation>
    </message>
    <message>
        <source>Press the new key…</source>
        <translation>请按新的快捷键…</translation>
    </message>
    <message>
        <source>no key</source>
        <translation>无快捷键</translation>
    </message>
    <message>
        <source>Also: {action}</source>
        <translation>同时用于：{action}</translation>
    </message>
    <message>
        <source>This key types. Take a function key, or one with Ctrl or Alt.</source>
        <translation>此键用于输入。请使用功能键，或与 Ctrl、Alt 组合。</translation>
    </message>
    <message>
        <source>Text fields need this key themselves. Take another one.</source>
        <translation>输入框需要使用此键。请换一个。</translation>
    </message>
    <message>
        <source>This key cannot be used. Take a function key, or one with Ctrl or Alt.</source>
        <translation>此键无法使用。请使用功能键，或与 Ctrl、Alt 组合。</translation>
    </message>
    <message>
        <source>This key stays as it is.</source>
        <translation>此键不可更改。</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>账户</translation>
    </message>
    <message>
        <source>Nobody is signed in.</source>
        <translation>尚未登录。</translation>
    </message>
    <message>
        <source>The session with the PBX had ended and was renewed just now. Nothing was done: do it once more.</source>
        <translation>与 PBX 的会话已结束，刚刚已续期。什么都没有执行：请再操作一次。</translation>
    </message>
    <message>
        <source>Links to call somebody come too fast: one a second is taken.</source>
        <translation>呼叫链接来得太快：每秒只接受一个。</translation>
    </message>
    <message>
        <source>Not encrypted</source>
        <translation>未加密</translation>
    </message>
    <message>
        <source>The address begins with http://, so whoever can listen to the network can read your calls and take over your sign-in. Sign in with https:// if the PBX can do it.</source>
        <translation>地址以 http:// 开头，能监听网络的人可以看到您的通话并冒用您的登录。如果 PBX 支持，请用 https:// 登录。</translation>
    </message>
    <message>
        <source>Calls to {number} may cost a lot. Nothing was dialled. Confirm it if that is what you want.</source>
        <translation>拨打 {number} 可能费用很高，因此未拨打。如确需拨打，请确认。</translation>
    </message>
    <message>
        <source>There is no call to send on now. Nothing was done.</source>
        <translation>现在没有可转出的通话。未执行任何操作。</translation>
    </message>
    <message>
        <source>The certificate of {host} is not the one that was trusted until now, so nothing was sent. Either it was renewed, or somebody answers in its place. It was issued by {issuer}. Its SHA-256 fingerprint is {sha256}. Ask your administrator before you trust it.</source>
        <translation>{host} 的证书不是此前信任的那一个，因此未发送任何数据。可能是证书已更新，也可能有人在冒充它。颁发者：{issuer}。其 SHA-256 指纹为 {sha256}。信任之前请先询问管理员。</translation>
    </message>
    <message>
        <source>The certificate of {host} is not trusted, so nothing was sent, and it could not be read to be shown here. Give the CA&apos;s certificate as a file, or ask your administrator.</source>
        <translation>{host} 的证书不受信任，因此未发送任何数据；而且无法读取该证书，不能在此显示。请提供 CA 证书文件，或询问管理员。</translation>
    </message>
    <message>
        <source>The file could not be written. Choose another place, or make room on the disk, and save again.</source>
        <translation>无法写入文件。请选择其他位置，或清理磁盘空间后再次保存。</translation>
    </message>
    <message>
        <source>There is no recording of this call.</source>
        <translation>此通话没有录音。</translation>
    </message>
    <message>
        <source>This caller gave no number that can be called back.</source>
        <translation>此来电者没有可回拨的号码。</translation>
    </message>
    <message>
        <source>Choose a call in the list first: the note is on that one.</source>
        <translation>请先在列表中选择一个通话，再写备注。</translation>
    </message>
    <message>
        <source>{count} calls saved: {path}</source>
        <translation>已保存 {count} 个通话：{path}</translation>
    </message>
    <message>
        <source>They are not on the list any more: somebody has spoken to them meanwhile, or put them away.</source>
        <translation>此人已不在列表中：期间有人与其通过话，或已处理。</translation>
    </message>
    <message>
        <source>There is nothing to take back.</source>
        <translation>没有可以撤销的操作。</translation>
    </message>
    <message>
        <source>It is not known yet how this PBX writes dates, and a report asked for in another way would show noughts. It is known as soon as the PBX has written down one call. Try again then.</source>
        <translation>尚不知道此 PBX 如何书写日期；以其他方式查询的报告会全部显示为零。PBX 记录下一通通话后即可知道。届时请再试。</translation>
    </message>
    <message>
        <source>This queue is not there any more, or you no longer manage it. Choose another one.</source>
        <translation>此队列已不存在，或您不再管理它。请选择其他队列。</translation>
    </message>
    <message>
        <source>These days cannot be reported on: at most a year, the first day first.</source>
        <translation>无法查询这些日期的报告：最长一年，且起始日期须在前。</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>已保存：{path}</translation>
    </message>
    <message>
        <source>The PBX does not tell of past calls, or its API user may not ask. What this desk saw is listed all the same.</source>
        <translation>PBX 不提供通话记录，或 API 用户无权查询。本机看到的通话仍会列出。</translation>
    </message>
    <message>
        <source>The calls could not be saved. Choose another folder, or look for free space.</source>
        <translation>通话无法保存。请选择其他文件夹，或检查可用空间。</translation>
    </message>
    <message>
        <source>Nobody waits to be called back at {who}. ctiapp ctl followups lists who does.</source>
        <translation>没有人在 {who} 等待回电。ctiapp ctl followups 会列出等待回电的人。</translation>
    </message>
    <message>
        <source>The recording was not saved. {why}</source>
        <translation>录音未保存。{why}</translation>
    </message>
    <message>
        <source>The PBX answers that it is not ready (HTTP {status}): it may be starting, or have too much to do. It is tried again by itself; what you asked for, try again in a moment.</source>
        <translation>PBX 回答说尚未就绪（HTTP {status}）：它可能正在启动，或者负荷过重。程序会自动重试；您要做的操作请稍后再试。</translation>
    </message>
    <message>
        <source>The PBX ended this session. A new one is on its way: try again in a moment.</source>
        <translation>PBX 已结束本次会话。正在建立新的会话：请稍候再试。</translation>
    </message>
    <message>
        <source>A PBX answers, but it does not have the API that this program speaks, or has it switched off. It did not look at the secret. Check which kind of PBX it is, or ask your administrator to switch its API on, then sign in again.</source>
        <translation>有 PBX 应答，但它没有本程序所用的 API，或者已将其关闭。它没有检查密钥。请核对 PBX 的类型，或请管理员启用其 API，然后重新登录。</translation>
    </message>
    <message>
        <source>The PBX took client ID and secret, but its answer has no token, so signing in cannot be completed. Sign in again; if this goes on, tell your administrator.</source>
        <translation>PBX 接受了客户端 ID 和密钥，但其应答中没有令牌，因此无法完成登录。请重新登录；如果一直如此，请告知管理员。</translation>
    </message>
    <message>
        <source>The PBX, or something on the way to it, sent something that is no answer: it may be starting. The connection mends itself; what you asked for, try again in a moment. If this goes on, tell your administrator.</source>
        <translation>PBX 或通往它的途中某处发来的内容不是应答：它可能正在启动。连接会自行恢复；您要做的操作请稍后再试。如果一直如此，请告知管理员。</translation>
    </message>
    <message>
        <source>The PBX refused this. Nothing was changed. Use the phone if it is urgent.</source>
        <translation>PBX 拒绝了此操作，没有任何改变。如有急事，请直接使用话机。</translation>
    </message>
    <message>
        <source>This PBX cannot do that. Nothing was changed. Ask your administrator for another way.</source>
        <translation>此 PBX 不支持该操作，没有任何改变。请咨询管理员是否有其他办法。</translation>
    </message>
    <message>
        <source>The PBX has no such function at this address ({answer}), so this was not done. It may be starting: try again in a moment. If this goes on, tell your administrator.</source>
        <translation>PBX 在此地址上没有该功能（{answer}），因此操作未执行。它可能正在启动，请稍后重试。如果反复出现，请告知管理员。</translation>
    </message>
    <message>
        <source>The PBX has no such function at this address ({answer}), so this was not done. It may be starting: try again in a moment, or use the keys of the phone.</source>
        <translation>PBX 在此地址上没有该功能（{answer}），因此操作未执行。它可能正在启动，请稍后重试，或使用话机上的按键。</translation>
    </message>
    <message>
        <source>The PBX keeps at most {most} numbers of one contact. Nothing was saved. Take one away.</source>
        <translation>电话系统中每个联系人最多保存 {most} 个号码。未保存。请删去一个。</translation>
    </message>
    <message>
        <source>The PBX does not tell which phonebook “{name}” is. Nothing was saved.</source>
        <translation>电话系统未告知电话簿“{name}”是哪一个。未保存。</translation>
    </message>
    <message>
        <source>The PBX tells of more than {most} calls at your extension at once. The oldest {most} are shown.</source>
        <translation>PBX 报告您的分机同时有超过 {most} 个通话，只显示最早的 {most} 个。</translation>
    </message>
    <message>
        <source>{name} calls: accept or refuse</source>
        <translation>{name} 来电：接入或拒绝</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史记录</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>All keys</source>
        <translation>全部按键</translation>
    </message>
    <message>
        <source>Answer the oldest ringing call, or accept an offered one</source>
        <translation>接听最早的来电，或接入待接入的来电</translation>
    </message>
    <message>
        <source>Reject the oldest ringing call, or refuse an offered one</source>
        <translation>拒接最早的来电，或拒绝待接入的来电</translation>
    </message>
    <message>
        <source>Move on to the next ringing call: answer or reject that one</source>
        <translation>换到下一个来电：改为接听或拒接该来电</translation>
    </message>
    <message>
        <source>Show the people</source>
        <translation>显示人员</translation>
    </message>
    <message>
        <source>Show what happened</source>
        <translation>显示历史记录</translation>
    </message>
    <message>
        <source>Help: all keys, diagnostics, version</source>
        <translation>帮助：全部按键、诊断、版本</translation>
    </message>
    <message>
        <source>Several calls are on hold: take this one back with the keys of your phone</source>
        <translation>有多个通话处于保持状态：请用话机按键恢复此通话</translation>
    </message>
    <message>
        <source>{name} calls from outside: accept or refuse within 10 seconds</source>
        <translation>外线 {name} 来电：请在 10 秒内接入或拒绝</translation>
    </message>
    <message>
        <source>{name}: answer or reject</source>
        <translation>{name}：接听或拒接</translation>
    </message>
    <message>
        <source>{name}: accept or refuse</source>
        <translation>{name}：接入或拒绝</translation>
    </message>
    <message>
        <source>{name}: reject, or lift the handset</source>
        <translation>{name}：拒接，或拿起听筒</translation>
    </message>
    <message>
        <source>While you were away</source>
        <translation>您离开期间</translation>
    </message>
    <message>
        <source>I have read this</source>
        <translation>我已阅读</translation>
    </message>
    <message>
        <source>Missed</source>
        <translation>未接</translation>
    </message>
    <message>
        <source>Missed, rang at {time}</source>
        <translation>未接，{time} 响铃</translation>
    </message>
    <message>
        <source>Ended at {time}</source>
        <translation>于 {time} 结束</translation>
    </message>
    <message>
        <source>Connected again. While you were away, calls ended: {count}</source>
        <translation>已重新连接。您离开期间结束的通话：{count}</translation>
    </message>
    <message>
        <source>No phone registered</source>
        <translation>没有话机注册</translation>
    </message>
    <message>
        <source>you</source>
        <translation>您</translation>
    </message>
    <message>
        <source>With {name}</source>
        <translation>与 {name} 通话</translation>
    </message>
    <message>
        <source>Calling {name}</source>
        <translation>正在呼叫 {name}</translation>
    </message>
    <message>
        <source>Rings: {name}</source>
        <translation>振铃：{name}</translation>
    </message>
    <message>
        <source>With you</source>
        <translation>与您通话</translation>
    </message>
    <message>
        <source>Calling you</source>
        <translation>正在呼叫您</translation>
    </message>
    <message>
        <source>Rings: you</source>
        <translation>振铃：您</translation>
    </message>
    <message>
        <source>{who} +{count}</source>
        <translation>{who} +{count}</translation>
    </message>
    <message>
        <source>All {count}</source>
        <translation>全部 {count}</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Busy now</source>
        <translation>正在忙</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>已注册</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>{name}, {count}</source>
        <translation>{name}，{count}</translation>
    </message>
    <message>
        <source>Extensions</source>
        <translation>分机</translation>
    </message>
    <message>
        <source>Name, number or department</source>
        <translation>姓名、号码或部门</translation>
    </message>
    <message>
        <source>Filter the people</source>
        <translation>筛选人员</translation>
    </message>
    <message>
        <source>Tiles</source>
        <translation>卡片</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>紧凑</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>按姓名</translation>
    </message>
    <message>
        <source>By number</source>
        <translation>按号码</translation>
    </message>
    <message>
        <source>Size: {size}. Press to change it.</source>
        <translation>大小：{size}。按下可更改。</translation>
    </message>
    <message>
        <source>Sorted {order}. Press to change it.</source>
        <translation>排序：{order}。按下可更改。</translation>
    </message>
    <message>
        <source>Nobody here fits what you typed.</source>
        <translation>这里没有人符合您输入的内容。</translation>
    </message>
    <message>
        <source>No favourite yet. The menu of a person makes them one.</source>
        <translation>还没有收藏。在人员的菜单中可以将其设为收藏。</translation>
    </message>
    <message>
        <source>Nobody is on a call now.</source>
        <translation>现在没有人在通话。</translation>
    </message>
    <message>
        <source>Nobody is here.</source>
        <translation>这里没有人。</translation>
    </message>
    <message>
        <source>Current calls</source>
        <translation>当前通话</translation>
    </message>
    <message>
        <source>Copy the number {number}</source>
        <translation>复制号码 {number}</translation>
    </message>
    <message>
        <source>No longer a favourite</source>
        <translation>取消收藏</translation>
    </message>
    <message>
        <source>What to do with {name}</source>
        <translation>对 {name} 的操作</translation>
    </message>
    <message>
        <source>Transfer {caller} to {name}</source>
        <translation>将 {caller} 转接给 {name}</translation>
    </message>
    <message>
        <source>Consult {name} first, {caller} waits</source>
        <translation>先咨询 {name}，{caller} 等待</translation>
    </message>
    <message>
        <source>Transfer {caller} to {name}, and take back if nobody answers</source>
        <translation>将 {caller} 转接给 {name}，无人接听则收回</translation>
    </message>
    <message>
        <source>Add {name} to the call with {caller}</source>
        <translation>将 {name} 加入与 {caller} 的通话</translation>
    </message>
    <message>
        <source>{name} is in this call already</source>
        <translation>{name} 已在此通话中</translation>
    </message>
    <message>
        <source>{verb}: not possible for {caller} now</source>
        <translation>{verb}：现在不能对 {caller} 执行</translation>
    </message>
    <message>
        <source>{name} is on a call</source>
        <translation>{name} 正在通话</translation>
    </message>
    <message>
        <source>{name} is being called</source>
        <translation>{name} 正在被呼叫</translation>
    </message>
    <message>
        <source>{name} does not want to be disturbed</source>
        <translation>{name} 请勿打扰</translation>
    </message>
    <message>
        <source>{name} has no phone registered</source>
        <translation>{name} 没有话机注册</translation>
    </message>
    <message>
        <source>{name}: {state}</source>
        <translation>{name}：{state}</translation>
    </message>
    <message>
        <source>Calls to {number} may cost a lot</source>
        <translation>拨打 {number} 可能费用很高</translation>
    </message>
    <message>
        <source>{number} is a code that commands the PBX</source>
        <translation>{number} 是控制 PBX 的功能码</translation>
    </message>
    <message>
        <source>Nobody is logged in to {name}</source>
        <translation>{name} 中没有座席登录</translation>
    </message>
    <message>
        <source>{state}: transfer anyway</source>
        <translation>{state}：仍要转接</translation>
    </message>
    <message>
        <source>{state}: call anyway</source>
        <translation>{state}：仍要呼叫</translation>
    </message>
    <message>
        <source>Shift: consult first · Esc: leave it</source>
        <translation>Shift：先咨询 · Esc：放弃</translation>
    </message>
    <message>
        <source>Without Shift: transfer · Esc: leave it</source>
        <translation>松开 Shift：转接 · Esc：放弃</translation>
    </message>
    <message>
        <source>Enter does it · Esc leaves it</source>
        <translation>回车执行 · Esc 放弃</translation>
    </message>
    <message>
        <source>Enter or {shortcut} does it · Esc leaves it</source>
        <translation>回车或 {shortcut} 执行 · Esc 放弃</translation>
    </message>
    <message>
        <source>Esc closes this</source>
        <translation>Esc 关闭</translation>
    </message>
    <message>
        <source>← → another number ({place} of {count})</source>
        <translation>← → 换一个号码（{place}/{count}）</translation>
    </message>
    <message>
        <source>By which number? {name}</source>
        <translation>拨哪个号码？{name}</translation>
    </message>
    <message>
        <source>in this call already</source>
        <translation>已在此通话中</translation>
    </message>
    <message>
        <source>Calls to {number} may cost a lot. Press Enter again to dial {number}.</source>
        <translation>拨打 {number} 可能费用很高。再按一次 Enter 拨打 {number}。</translation>
    </message>
    <message>
        <source>The certificate of this PBX has changed</source>
        <translation>此 PBX 的证书已变更</translation>
    </message>
    <message>
        <source>SHA-256 that was trusted</source>
        <translation>此前信任的 SHA-256</translation>
    </message>
    <message>
        <source>SHA-256 that is shown now</source>
        <translation>现在出示的 SHA-256</translation>
    </message>
    <message>
        <source>Trust the new certificate</source>
        <translation>信任新证书</translation>
    </message>
    <message>
        <source>Not encrypted: whoever can listen to the network can read the client secret and your calls. With http:// you allow that for this address; use https:// if the PBX can do it.</source>
        <translation>未加密：能监听网络的人都能读到客户端密钥和您的通话。使用 http:// 即表示您允许对此地址这样做；如果 PBX 支持，请使用 https://。</translation>
    </message>
    <message>
        <source>Screen calls before they ring</source>
        <translation>来电振铃前先筛选</translation>
    </message>
    <message>
        <source>A call from outside then waits 10 seconds for you: accept puts it through, refuse turns it away. Works on lines whose inbound control your administrator has switched on.</source>
        <translation>外线来电会等待您 10 秒：接入则放行，拒绝则挂断。仅对管理员已启用“呼入来电控制”的中继有效。</translation>
    </message>
    <message>
        <source>Dialling</source>
        <translation>拨号</translation>
    </message>
    <message>
        <source>Country, in two letters (for example CN)</source>
        <translation>国家/地区，两个字母（例如 CN）</translation>
    </message>
    <message>
        <source>A country is two letters, for example CN or DE.</source>
        <translation>国家/地区为两个字母，例如 CN 或 DE。</translation>
    </message>
    <message>
        <source>No country has these two letters, so the best-known emergency numbers hold.</source>
        <translation>没有使用这两个字母的国家/地区，因此采用最常见的紧急号码。</translation>
    </message>
    <message>
        <source>Emergency numbers, dialled at once and exactly as typed: {numbers}</source>
        <translation>紧急号码，立即按原样拨打：{numbers}</translation>
    </message>
    <message>
        <source>Emergency numbers</source>
        <translation>紧急号码</translation>
    </message>
    <message>
        <source>When a call comes, open or run</source>
        <translation>来电时打开或运行</translation>
    </message>
    <message>
        <source>A web page is opened, or a program run, by itself. The card always comes first.</source>
        <translation>自动打开网页或运行程序。弹窗总是最先出现。</translation>
    </message>
    <message>
        <source>Add an action</source>
        <translation>添加动作</translation>
    </message>
    <message>
        <source>Edit “{name}”</source>
        <translation>编辑“{name}”</translation>
    </message>
    <message>
        <source>Remove “{name}”</source>
        <translation>删除“{name}”</translation>
    </message>
    <message>
        <source>What you call it</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>When</source>
        <translation>何时</translation>
    </message>
    <message>
        <source>A call rings here</source>
        <translation>有来电振铃</translation>
    </message>
    <message>
        <source>I answer a call</source>
        <translation>我接听来电</translation>
    </message>
    <message>
        <source>A call that I answered is over</source>
        <translation>我接听的来电结束</translation>
    </message>
    <message>
        <source>Which calls</source>
        <translation>哪些来电</translation>
    </message>
    <message>
        <source>From outside</source>
        <translation>来自外部</translation>
    </message>
    <message>
        <source>From colleagues</source>
        <translation>来自同事</translation>
    </message>
    <message>
        <source>By a queue</source>
        <translation>来自队列</translation>
    </message>
    <message>
        <source>By queue {queue}</source>
        <translation>来自队列 {queue}</translation>
    </message>
    <message>
        <source>Queue number</source>
        <translation>队列号码</translation>
    </message>
    <message>
        <source>Empty: all queues</source>
        <translation>留空：所有队列</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>执行什么</translation>
    </message>
    <message>
        <source>Open a web page</source>
        <translation>打开网页</translation>
    </message>
    <message>
        <source>Run a program</source>
        <translation>运行程序</translation>
    </message>
    <message>
        <source>Address of the page</source>
        <translation>网页地址</translation>
    </message>
    <message>
        <source>Open it even in the clear (http://): names and numbers can be read on the way</source>
        <translation>即使是明文（http://）也打开：姓名和号码在途中可被读取</translation>
    </message>
    <message>
        <source>Program, and each argument in a line of its own</source>
        <translation>程序，以及每行一个参数</translation>
    </message>
    <message>
        <source>{list} are filled in, encoded so that they stay what they are.</source>
        <translation>{list} 会被填入，并经过编码，保持原样。</translation>
    </message>
    <message>
        <source>{list} are filled in. There is no shell, and each line stays one argument.</source>
        <translation>{list} 会被填入。不经过命令解释器，每行始终是一个参数。</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>试一试</translation>
    </message>
    <message>
        <source>It was started, with made-up values.</source>
        <translation>已用示例内容启动。</translation>
    </message>
    <message>
        <source>These are as many as there may be.</source>
        <translation>已达到允许的最大数量。</translation>
    </message>
    <message>
        <source>{when} · {which} · {target}</source>
        <translation>{when} · {which} · {target}</translation>
    </message>
    <message>
        <source>This is an extension of the PBX.</source>
        <translation>这是电话系统的分机。</translation>
    </message>
    <message>
        <source>This is a place of the PBX: a queue, a menu, a group or a conference.</source>
        <translation>这是电话系统的一个目的地：队列、语音菜单、响铃组或会议室。</translation>
    </message>
    <message>
        <source>A contact has exactly this number.</source>
        <translation>有联系人正好是这个号码。</translation>
    </message>
    <message>
        <source>A contact has this number, written in another way.</source>
        <translation>有联系人是这个号码，只是写法不同。</translation>
    </message>
    <message>
        <source>A contact&apos;s number ends as this one does, and what is missing may be left out.</source>
        <translation>有联系人的号码与此号码结尾相同，缺少的部分可以省略。</translation>
    </message>
    <message>
        <source>Several have this number. You chose this one last.</source>
        <translation>多人使用这个号码。您上次选择了此人。</translation>
    </message>
    <message>
        <source>The PBX told this name; nobody is known by this number.</source>
        <translation>名称来自电话系统；通讯录中没有这个号码。</translation>
    </message>
    <message>
        <source>Several have this number: {names}.</source>
        <translation>多人使用这个号码：{names}。</translation>
    </message>
    <message>
        <source>It may also be {names}.</source>
        <translation>也可能是 {names}。</translation>
    </message>
    <message>
        <source>{first} or {last}</source>
        <translation>{first} 或 {last}</translation>
    </message>
    <message>
        <source>Nothing is set. To tell who calls, {country} is used: {why}. Dialling goes by what is set.</source>
        <translation>未设置。识别来电时使用 {country}：{why}。拨号只按已设置的内容。</translation>
    </message>
    <message>
        <source>This PBX&apos;s own numbers suggest {country}: {why}.</source>
        <translation>此电话系统自身的号码表明为 {country}：{why}。</translation>
    </message>
    <message>
        <source>Dialled first to get an outside line</source>
        <translation>拨打外线时先拨</translation>
    </message>
    <message>
        <source>Nothing is set. To tell who calls, {prefix} is left out: {why}.</source>
        <translation>未设置。识别来电时去掉 {prefix}：{why}。</translation>
    </message>
    <message>
        <source>This PBX&apos;s own numbers suggest {prefix}: {why}.</source>
        <translation>此电话系统自身的号码表明为 {prefix}：{why}。</translation>
    </message>
    <message>
        <source>Type at most 8 digits, for example 0 or 9. Nothing was changed.</source>
        <translation>请输入最多 8 位数字，例如 0 或 9。未作更改。</translation>
    </message>
    <message>
        <source>{count} of {of} numbers on which you are called, for example {example}</source>
        <translation>{of} 个被叫号码中的 {count} 个，例如 {example}</translation>
    </message>
    <message>
        <source>{count} of {of} callers&apos; numbers, for example {example}</source>
        <translation>{of} 个来电号码中的 {count} 个，例如 {example}</translation>
    </message>
    <message>
        <source>{count} of {of} contacts&apos; numbers, for example {example}</source>
        <translation>{of} 个联系人号码中的 {count} 个，例如 {example}</translation>
    </message>
    <message>
        <source>Put numbers from outside lines right</source>
        <translation>更正外线送来的号码</translation>
    </message>
    <message>
        <source>What they begin with, and what belongs there, separated by commas: +0 &gt; +, 000 &gt; 00. It serves to tell who calls; nothing is dialled differently.</source>
        <translation>号码的开头及其应有的写法，用逗号分隔：+0 &gt; +, 000 &gt; 00。仅用于识别来电，不影响拨号。</translation>
    </message>
    <message>
        <source>Type pairs such as +0 &gt; + separated by commas. Nothing was changed.</source>
        <translation>请输入如 +0 &gt; + 的成对内容，用逗号分隔。未作更改。</translation>
    </message>
    <message>
        <source>Ask before calling numbers that begin with</source>
        <translation>拨打以下列数字开头的号码前先确认</translation>
    </message>
    <message>
        <source>Separated by commas, for example 900, +4990. The country&apos;s own premium numbers and codes with * or # are always asked about.</source>
        <translation>用逗号分隔，例如 900, +4990。本国的高资费号码以及含 * 或 # 的功能码总会先确认。</translation>
    </message>
    <message>
        <source>Type digits, separated by commas. Nothing was changed.</source>
        <translation>请输入数字，用逗号分隔。未作任何更改。</translation>
    </message>
    <message>
        <source>at {address}</source>
        <translation>位于 {address}</translation>
    </message>
    <message>
        <source>firmware {firmware}</source>
        <translation>固件 {firmware}</translation>
    </message>
    <message>
        <source>The secret is remembered in the system&apos;s key store. Signing out removes it from there.</source>
        <translation>密钥已保存在系统密钥库中。退出登录时会将其删除。</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>退出登录</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>版本 {version}</translation>
    </message>
    <message>
        <source>Data directory</source>
        <translation>数据目录</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Save diagnostics…</source>
        <translation>保存诊断信息…</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>What will be saved</source>
        <translation>将要保存的内容</translation>
    </message>
    <message>
        <source>Everything that goes into the file is here: read it, and untick what you want to keep to yourself. There is no secret, token or password in it, but names and numbers of callers may be. Nothing is sent to anybody.</source>
        <translation>写入文件的全部内容都在这里：请查看，并取消勾选您不想提供的部分。其中没有密钥、令牌或密码，但可能有来电者的姓名和号码。不会发送给任何人。</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Content of {name}</source>
        <translation>{name} 的内容</translation>
    </message>
    <message>
        <source>… the rest is not shown here.</source>
        <translation>… 其余内容不在此显示。</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>（空）</translation>
    </message>
    <message>
        <source>How it does</source>
        <translation>运行状况</translation>
    </message>
    <message>
        <source>What</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>History of the connection</source>
        <translation>连接历史</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Event to card, today</source>
        <translation>今天从事件到卡片</translation>
    </message>
    <message>
        <source>p50 {p50} ms · p95 {p95} ms · p99 {p99} ms · {count} measured</source>
        <translation>p50 {p50} 毫秒 · p95 {p95} 毫秒 · p99 {p99} 毫秒 · 共 {count} 次</translation>
    </message>
    <message>
        <source>Session with the PBX</source>
        <translation>与 PBX 的会话</translation>
    </message>
    <message>
        <source>{age} old, renewed within {ends}</source>
        <translation>已用 {age}，{ends} 内续期</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Clock of the PBX</source>
        <translation>PBX 的时钟</translation>
    </message>
    <message>
        <source>{seconds} s against this computer&apos;s, at sign-in</source>
        <translation>登录时与本机相差 {seconds} 秒</translation>
    </message>
    <message>
        <source>{seconds} s, in a time zone of {hours} h from this computer&apos;s, at sign-in</source>
        <translation>登录时相差 {seconds} 秒，时区与本机相差 {hours} 小时</translation>
    </message>
    <message>
        <source>not told</source>
        <translation>未告知</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Calls mended by a look at the PBX</source>
        <translation>经查询 PBX 修正的通话</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>暂无</translation>
    </message>
    <message>
        <source>Keep the events of the last 10 minutes</source>
        <translation>保留最近 10 分钟的事件</translation>
    </message>
    <message>
        <source>In memory only, until you quit, without secrets. Switch it on, let the trouble happen, and save diagnostics: the events can then be played again.</source>
        <translation>仅在内存中，直到您退出，不含密钥。请打开此项，等问题再次出现后保存诊断信息：事件便可重放。</translation>
    </message>
    <message>
        <source>ctiapp did not end in order the last time. Your calls and your journal are not affected. You can save diagnostics and pass them on to whoever helps you.</source>
        <translation>ctiapp 上次没有正常结束。您的通话和日志不受影响。您可以保存诊断信息，交给为您提供帮助的人。</translation>
    </message>
    <message>
        <source>Simulated desk phone {number}</source>
        <translation>模拟话机 {number}</translation>
    </message>
    <message>
        <source>Lift handset</source>
        <translation>拿起听筒</translation>
    </message>
    <message>
        <source>Put down</source>
        <translation>挂机</translation>
    </message>
    <message>
        <source>Ring me</source>
        <translation>呼叫我</translation>
    </message>
    <message>
        <source>rings</source>
        <translation>响铃中</translation>
    </message>
    <message>
        <source>in a call</source>
        <translation>通话中</translation>
    </message>
    <message>
        <source>on the hook</source>
        <translation>已挂机</translation>
    </message>
    <message>
        <source>No call is ringing.</source>
        <translation>当前没有来电。</translation>
    </message>
    <message>
        <source>There is no call to do that with.</source>
        <translation>没有可执行此操作的通话。</translation>
    </message>
    <message>
        <source>This phone cannot be answered from here: lift the handset.</source>
        <translation>无法从这里接听此话机：请拿起听筒。</translation>
    </message>
    <message>
        <source>This call cannot be held now.</source>
        <translation>现在无法保持此通话。</translation>
    </message>
    <message>
        <source>Take this call back from hold first, then add somebody.</source>
        <translation>请先恢复此通话，再邀请他人加入。</translation>
    </message>
    <message>
        <source>You are in a call: this key does not reject the ringing one. Use the key that is printed on its Reject button.</source>
        <translation>您正在通话：此键不会拒接来电。请使用“拒接”按钮上标示的快捷键。</translation>
    </message>
    <message>
        <source>Not connected to the PBX: nothing was done. Use the phone.</source>
        <translation>未连接到 PBX：没有执行任何操作。请使用话机。</translation>
    </message>
    <message>
        <source>That cannot be done with this call now.</source>
        <translation>现在无法对此通话执行该操作。</translation>
    </message>
    <message>
        <source>Already sent; the PBX has not confirmed it yet.</source>
        <translation>已发送，PBX 尚未确认。</translation>
    </message>
    <message>
        <source>{number} is your own extension.</source>
        <translation>{number} 是您自己的分机。</translation>
    </message>
    <message>
        <source>A call is being set up already.</source>
        <translation>已有一个呼叫正在建立。</translation>
    </message>
    <message>
        <source>The PBX took the call to {number} but has not shown it yet. Look at your phone before you dial again.</source>
        <translation>PBX 已接受对 {number} 的呼叫，但尚未显示。请先查看话机，再决定是否重拨。</translation>
    </message>
    <message>
        <source>It was sent, but the PBX has not confirmed it. The picture is being fetched again: look before you repeat it.</source>
        <translation>已发送，但 PBX 未确认。正在重新获取状态，请先查看再决定是否重复操作。</translation>
    </message>
    <message>
        <source>This call is over.</source>
        <translation>此通话已结束。</translation>
    </message>
    <message>
        <source>This PBX acts on a phone’s current call alone, and that may be another one: this was not done. Use the keys of the phone.</source>
        <translation>此 PBX 只能操作话机的当前通话，而那可能是另一个通话，因此未执行。请使用话机按键。</translation>
    </message>
    <message>
        <source>This call was on hold already; this PBX tells that only when it is asked to hold it. Resume it to talk on.</source>
        <translation>此通话此前已处于保持状态；此 PBX 只有在被要求保持时才会告知。请恢复通话以继续交谈。</translation>
    </message>
    <message>
        <source>Your extension may not call this number. Ask your administrator for the right to.</source>
        <translation>您的分机无权呼叫此号码。请向管理员申请权限。</translation>
    </message>
    <message>
        <source>Your extension may not call outside numbers. Ask your administrator for the right to.</source>
        <translation>您的分机无权呼叫外线号码。请向管理员申请权限。</translation>
    </message>
    <message>
        <source>All outside lines are busy. Wait a moment and call again.</source>
        <translation>所有外线均忙。请稍候再拨。</translation>
    </message>
    <message>
        <source>They do not want to be disturbed now. Try later, or somebody else.</source>
        <translation>对方已开启免打扰。请稍后再试，或联系他人。</translation>
    </message>
    <message>
        <source>Their phone cannot be reached: it may be switched off. Try another number.</source>
        <translation>无法接通对方话机，可能已关机。请尝试其他号码。</translation>
    </message>
    <message>
        <source>Busy. Try again later.</source>
        <translation>对方正忙。请稍后再试。</translation>
    </message>
    <message>
        <source>Nobody has this number. Check it.</source>
        <translation>此号码不存在。请检查。</translation>
    </message>
    <message>
        <source>Nobody answered. Try again later.</source>
        <translation>无人接听。请稍后再试。</translation>
    </message>
    <message>
        <source>This number is no longer in use.</source>
        <translation>此号码已停用。</translation>
    </message>
    <message>
        <source>The number is not complete. Check it.</source>
        <translation>号码不完整。请检查。</translation>
    </message>
    <message>
        <source>They did not take the call.</source>
        <translation>对方未接听。</translation>
    </message>
    <message>
        <source>The call could not be put through. Try again, or use the phone.</source>
        <translation>呼叫未能接通。请重试，或使用话机。</translation>
    </message>
    <message>
        <source>Sign in first. The number from the link waits in the search box.</source>
        <translation>请先登录。链接中的号码已填入搜索框。</translation>
    </message>
    <message>
        <source>Getting a token and finding your extension…</source>
        <translation>正在获取令牌并查找您的分机…</translation>
    </message>
    <message>
        <source>Opening the event stream…</source>
        <translation>正在打开事件通道…</translation>
    </message>
    <message>
        <source>Taking the first picture of your calls…</source>
        <translation>正在首次获取您的通话…</translation>
    </message>
    <message>
        <source>The address of the PBX is missing.</source>
        <translation>缺少 PBX 地址。</translation>
    </message>
    <message>
        <source>The client ID is missing.</source>
        <translation>缺少客户端 ID。</translation>
    </message>
    <message>
        <source>“{text}” is no extension: it has digits only.</source>
        <translation>“{text}”不是分机号：分机号只含数字。</translation>
    </message>
    <message>
        <source>No secret is remembered on this computer. Enter the client secret.</source>
        <translation>此电脑上没有记住的密钥。请输入客户端密钥。</translation>
    </message>
    <message>
        <source>This is no address of a PBX. Type for example pbx.example.com or 192.168.5.150:8088.</source>
        <translation>这不是 PBX 地址。请输入例如 pbx.example.com 或 192.168.5.150:8088。</translation>
    </message>
    <message>
        <source>The CA file cannot be read. Choose another one.</source>
        <translation>无法读取 CA 文件。请另选一个。</translation>
    </message>
    <message>
        <source>A certificate that is trusted by its fingerprint cannot be used through a proxy. Remove the proxy, or use a CA file.</source>
        <translation>按指纹信任的证书不能通过代理使用。请去掉代理，或改用 CA 文件。</translation>
    </message>
    <message>
        <source>“{name}” could not be done for a call. Try it in the settings to see why.</source>
        <translation>“{name}”未能为某通来电执行。请在设置中试一试以查看原因。</translation>
    </message>
    <message>
        <source>Give it a name of at most 60 characters.</source>
        <translation>请输入不超过 60 个字符的名称。</translation>
    </message>
    <message>
        <source>Type the queue&apos;s number, or nothing for all queues.</source>
        <translation>请输入队列号码；留空表示所有队列。</translation>
    </message>
    <message>
        <source>Type the page&apos;s address, beginning with https://.</source>
        <translation>请输入以 https:// 开头的网页地址。</translation>
    </message>
    <message>
        <source>The address has a blank or another character that does not belong there, or is too long.</source>
        <translation>地址中有空格或其他不允许的字符，或地址过长。</translation>
    </message>
    <message>
        <source>{text} is no placeholder.</source>
        <translation>{text} 不是占位符。</translation>
    </message>
    <message>
        <source>A brace lacks its other half.</source>
        <translation>有一个大括号没有配对。</translation>
    </message>
    <message>
        <source>With http:// names and numbers can be read on the way. Use https://, or allow it below.</source>
        <translation>使用 http:// 时，姓名和号码在途中可被读取。请使用 https://，或在下方允许。</translation>
    </message>
    <message>
        <source>The address must begin with https://.</source>
        <translation>地址必须以 https:// 开头。</translation>
    </message>
    <message>
        <source>No placeholder may stand before the first / of the path: the caller would choose where it leads.</source>
        <translation>路径的第一个 / 之前不能有占位符：否则由来电者决定打开哪里。</translation>
    </message>
    <message>
        <source>The address has no host that makes sense, for example crm.example.com.</source>
        <translation>地址中没有有效的主机名，例如 crm.example.com。</translation>
    </message>
    <message>
        <source>A part of the address is . or .. and would lead elsewhere.</source>
        <translation>地址的某一段是 . 或 ..，会指向别处。</translation>
    </message>
    <message>
        <source>Type the program in the first line.</source>
        <translation>请在第一行输入程序。</translation>
    </message>
    <message>
        <source>These are too many arguments, or they are too long.</source>
        <translation>参数太多或太长。</translation>
    </message>
    <message>
        <source>It has characters that cannot be shown.</source>
        <translation>其中有无法显示的字符。</translation>
    </message>
    <message>
        <source>No placeholder may stand in the program&apos;s name.</source>
        <translation>程序名称中不能有占位符。</translation>
    </message>
    <message>
        <source>Type the program&apos;s whole path, or its bare name where it is found by that.</source>
        <translation>请输入程序的完整路径；若系统能按名称找到它，只输入名称即可。</translation>
    </message>
    <message>
        <source>A batch file runs in a shell, where a caller&apos;s name could give orders. Use a program.</source>
        <translation>批处理文件在命令解释器中运行，来电者的姓名可能成为命令。请使用程序。</translation>
    </message>
    <message>
        <source>{text} is a shell, where a caller&apos;s name could give orders. Use a program.</source>
        <translation>{text} 是命令解释器，来电者的姓名可能成为命令。请使用程序。</translation>
    </message>
    <message>
        <source>What follows {text} is carried out as a program. No placeholder may stand there.</source>
        <translation>{text} 之后的内容会作为程序执行，不能有占位符。</translation>
    </message>
    <message>
        <source>In {text} the caller would choose the option. Put the placeholder after = or into a line of its own.</source>
        <translation>在 {text} 中，来电者可以决定选项。请把占位符放在 = 之后，或单独放一行。</translation>
    </message>
    <message>
        <source>{program} was not found, or cannot be run.</source>
        <translation>找不到 {program}，或它无法运行。</translation>
    </message>
    <message>
        <source>{program} could not be started.</source>
        <translation>无法启动 {program}。</translation>
    </message>
    <message>
        <source>Nothing on this computer opens web pages.</source>
        <translation>此电脑上没有可打开网页的程序。</translation>
    </message>
    <message>
        <source>Only part of the PBX&apos;s directory could be loaded ({loaded} entries). Some names are missing; calls are not affected.</source>
        <translation>PBX 通讯录只加载了一部分（{loaded} 条），缺少部分姓名；通话不受影响。</translation>
    </message>
    <message>
        <source>The file of contacts was damaged. It is kept as {file}, and a new one was begun; your own contacts and favourites are in the old one. Ask your administrator to look at it.</source>
        <translation>联系人文件已损坏。原文件已保留为 {file}，并新建了一个；您自己的联系人和收藏仍在旧文件中。请让管理员检查该文件。</translation>
    </message>
    <message>
        <source>The file of contacts was written by a later version of ctiapp and is left as it is. Names are loaded for this time alone; install the later version to have your own contacts.</source>
        <translation>联系人文件由更新版本的 ctiapp 写入，现保持原样。本次仅临时加载姓名；请安装更新的版本以使用您自己的联系人。</translation>
    </message>
    <message>
        <source>The file of contacts cannot be written. Names and your changes are kept until you quit. See that the disk is not full and that the folder may be written.</source>
        <translation>无法写入联系人文件。姓名和您的更改只保留到退出为止。请检查磁盘是否已满，以及该文件夹是否可写。</translation>
    </message>
    <message>
        <source>Company contacts are kept by the PBX. Sign in to change them.</source>
        <translation>公司联系人保存在 PBX 上。请登录后再修改。</translation>
    </message>
    <message>
        <source>Extensions and queues are changed at the PBX, not here.</source>
        <translation>分机和队列请在 PBX 上修改，不在此处。</translation>
    </message>
    <message>
        <source>Mute yourself, or be heard again</source>
        <translation>静音，或取消静音</translation>
    </message>
    <message>
        <source>Transfer the selected call, or complete a consultation</source>
        <translation>转接所选通话，或完成咨询转接</translation>
    </message>
    <message>
        <source>Consult somebody first, or swap</source>
        <translation>先咨询他人，或在两方之间切换</translation>
    </message>
    <message>
        <source>Add somebody to the call, or bring all three together</source>
        <translation>邀请他人加入通话，或三方通话</translation>
    </message>
    <message>
        <source>Park the selected call, or pick it up again</source>
        <translation>驻留所选通话，或将其取回</translation>
    </message>
    <message>
        <source>Transfer safely: connected when they answer, else the caller comes back</source>
        <translation>安全转接：对方接听即接通，否则来电者回到您这里</translation>
    </message>
    <message>
        <source>Record the selected call, pause, go on</source>
        <translation>录音、暂停或继续录音</translation>
    </message>
    <message>
        <source>You are muted</source>
        <translation>您已静音</translation>
    </message>
    <message>
        <source>On hold or not: not known</source>
        <translation>是否保持：未知</translation>
    </message>
    <message>
        <source>Muted or not: not known</source>
        <translation>静音状态未知</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>正在录音</translation>
    </message>
    <message>
        <source>Recording paused</source>
        <translation>录音已暂停</translation>
    </message>
    <message>
        <source>Recorded or not: not known</source>
        <translation>录音状态未知</translation>
    </message>
    <message>
        <source>Came back from slot {slot}: nobody took it</source>
        <translation>从驻留位 {slot} 返回：无人取回</translation>
    </message>
    <message>
        <source>You are consulting</source>
        <translation>正在咨询</translation>
    </message>
    <message>
        <source>Consulted, waits for you</source>
        <translation>咨询对象，等待中</translation>
    </message>
    <message>
        <source>Waits while you consult</source>
        <translation>您咨询期间对方等待中</translation>
    </message>
    <message>
        <source>TRANSFERRING</source>
        <translation>转接中</translation>
    </message>
    <message>
        <source>with {names}</source>
        <translation>与 {names}</translation>
    </message>
    <message>
        <source>{name} (invited)</source>
        <translation>{name}（已邀请）</translation>
    </message>
    <message>
        <source>to {name}</source>
        <translation>转给 {name}</translation>
    </message>
    <message>
        <source>{shortcut} takes the caller back</source>
        <translation>按 {shortcut} 取回来电者</translation>
    </message>
    <message>
        <source>Safe transfer to {name}, ringing</source>
        <translation>安全转接给 {name}，正在振铃</translation>
    </message>
    <message>
        <source>{name} answered, connecting</source>
        <translation>{name} 已接听，正在接通</translation>
    </message>
    <message>
        <source>{name} did not answer, taking you back</source>
        <translation>{name} 未接听，正在接回来电者</translation>
    </message>
    <message>
        <source>{shortcut} gets the caller back</source>
        <translation>{shortcut} 接回来电者</translation>
    </message>
    <message>
        <source>Safe transfer: connects when they answer</source>
        <translation>安全转接：对方接听即接通</translation>
    </message>
    <message>
        <source>{why} {caller} waits on hold.</source>
        <translation>{why}{caller} 正在保持中等候。</translation>
    </message>
    <message>
        <source>{why} You are talking to {caller} again.</source>
        <translation>{why}您已重新与 {caller} 通话。</translation>
    </message>
    <message>
        <source>BACK</source>
        <translation>已返回</translation>
    </message>
    <message>
        <source>Retrieve</source>
        <translation>接回</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>Pick up your phone to take {name} from slot {slot}</source>
        <translation>请拿起话机，从驻留位 {slot} 取回 {name}</translation>
    </message>
    <message>
        <source>The caller is back</source>
        <translation>来电者已回来</translation>
    </message>
    <message>
        <source>Transfer {name} to:</source>
        <translation>将 {name} 转接给：</translation>
    </message>
    <message>
        <source>Consult about {name}:</source>
        <translation>就 {name} 咨询：</translation>
    </message>
    <message>
        <source>Add to {name}:</source>
        <translation>加入与 {name} 的通话：</translation>
    </message>
    <message>
        <source>Transfer to {number}</source>
        <translation>转接给 {number}</translation>
    </message>
    <message>
        <source>Consult {number}</source>
        <translation>咨询 {number}</translation>
    </message>
    <message>
        <source>Add {number}</source>
        <translation>邀请 {number}</translation>
    </message>
    <message>
        <source>Transferring to {number}…</source>
        <translation>正在转接给 {number}…</translation>
    </message>
    <message>
        <source>Calling {number}; the caller waits…</source>
        <translation>正在呼叫 {number}；来电者等待中…</translation>
    </message>
    <message>
        <source>Adding {number}…</source>
        <translation>正在邀请 {number}…</translation>
    </message>
    <message>
        <source>↑ ↓ choose · Enter consults · Esc leaves</source>
        <translation>↑ ↓ 选择 · Enter 咨询 · Esc 退出</translation>
    </message>
    <message>
        <source>↑ ↓ choose · Enter adds · Esc leaves</source>
        <translation>↑ ↓ 选择 · Enter 邀请 · Esc 退出</translation>
    </message>
    <message>
        <source>Parked and held</source>
        <translation>驻留与保持</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>保持</translation>
    </message>
    <message>
        <source>Held: {name}, {by}</source>
        <translation>保持：{name}，{by}</translation>
    </message>
    <message>
        <source>Resume the call with {name}</source>
        <translation>恢复与{name}的通话</translation>
    </message>
    <message>
        <source>Comes back in {seconds} s</source>
        <translation>{seconds} 秒后回振</translation>
    </message>
    <message>
        <source>{name} comes back from slot {slot} soon</source>
        <translation>驻留位 {slot} 的{name}即将回振</translation>
    </message>
    <message>
        <source>by {name}</source>
        <translation>由 {name} 驻留</translation>
    </message>
    <message>
        <source>by you</source>
        <translation>由您驻留</translation>
    </message>
    <message>
        <source>held by you</source>
        <translation>由您保持</translation>
    </message>
    <message>
        <source>Slot {slot}: {name}, {by}</source>
        <translation>驻留位 {slot}：{name}，{by}</translation>
    </message>
    <message>
        <source>Pick up {name} from slot {slot}</source>
        <translation>从驻留位 {slot} 取回 {name}</translation>
    </message>
    <message>
        <source>{name} is busy.</source>
        <translation>{name} 正忙。</translation>
    </message>
    <message>
        <source>{name} did not answer.</source>
        <translation>{name} 未接听。</translation>
    </message>
    <message>
        <source>{name} did not answer within {seconds} seconds.</source>
        <translation>{name} 在 {seconds} 秒内未接听。</translation>
    </message>
    <message>
        <source>{name} did not take the call.</source>
        <translation>{name} 没有接这个电话。</translation>
    </message>
    <message>
        <source>{name} does not want to be disturbed now.</source>
        <translation>{name} 现在免打扰。</translation>
    </message>
    <message>
        <source>The phone of {name} cannot be reached.</source>
        <translation>无法接通 {name} 的话机。</translation>
    </message>
    <message>
        <source>Nobody has the number of {name}.</source>
        <translation>没有人使用 {name} 这个号码。</translation>
    </message>
    <message>
        <source>You may not call {name} from here.</source>
        <translation>您无权呼叫 {name}。</translation>
    </message>
    <message>
        <source>{name} hung up before you connected the two.</source>
        <translation>{name} 在接通之前挂断了。</translation>
    </message>
    <message>
        <source>It is not known whether {name} answered; the two were not connected from here.</source>
        <translation>不知道 {name} 是否已接听；这里没有将双方接通。</translation>
    </message>
    <message>
        <source>{name} could not be called.</source>
        <translation>无法呼叫 {name}。</translation>
    </message>
    <message>
        <source>{name} answered, but the PBX refused to connect the two. Complete it, or go back to the caller.</source>
        <translation>{name} 已接听，但 PBX 拒绝接通双方。请手动完成转接，或回到来电者。</translation>
    </message>
    <message>
        <source>{name} answered, but the PBX did not say whether the two are connected. Look before you complete it or go back to the caller.</source>
        <translation>{name} 已接听，但 PBX 没有说明双方是否已接通。请先查看，再完成转接或回到来电者。</translation>
    </message>
    <message>
        <source>{name} did not answer in time, but the PBX did not give the caller back. Go back to the caller yourself.</source>
        <translation>{name} 未及时接听，但 PBX 没有交还来电者。请您自己回到来电者。</translation>
    </message>
    <message>
        <source>The caller hung up before {name} answered; {name} is not called any more.</source>
        <translation>来电者在 {name} 接听之前挂断了；不再呼叫 {name}。</translation>
    </message>
    <message>
        <source>The caller hung up just as {name} answered. You are talking to {name} now.</source>
        <translation>来电者在 {name} 接听时挂断了。您正在与 {name} 通话。</translation>
    </message>
    <message>
        <source>The caller&apos;s call ended while the connection was down. It is not known whether {name} took it.</source>
        <translation>连接中断期间来电者的通话已结束。不知道 {name} 是否已接听。</translation>
    </message>
    <message>
        <source>{name} has hung up. Nobody was called.</source>
        <translation>{name} 已挂断，未呼叫任何人。</translation>
    </message>
    <message>
        <source>Too late: the PBX has let this call in already. If it is for you, your phone rings.</source>
        <translation>已超时：PBX 已放行该来电。如果是打给您的，您的话机会振铃。</translation>
    </message>
    <message>
        <source>This caller is not there any more. Nothing was done, and nothing needs to be.</source>
        <translation>该主叫已不在线。未执行任何操作，也无需再操作。</translation>
    </message>
    <message>
        <source>This call waits to be let in: it can only be accepted or refused.</source>
        <translation>该来电正在等待接入，只能接入或拒绝。</translation>
    </message>
    <message>
        <source>This call does not wait to be let in. Nothing was done.</source>
        <translation>该通话并未等待接入，未执行任何操作。</translation>
    </message>
    <message>
        <source>{most} people are in this call already. No more fit in.</source>
        <translation>此通话已有 {most} 人，无法再加入。</translation>
    </message>
    <message>
        <source>Pause with a reason, or be ready again</source>
        <translation>按原因示忙，或重新就绪</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>就绪</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>示忙</translation>
    </message>
    <message>
        <source>Wrap-up</source>
        <translation>话后处理</translation>
    </message>
    <message>
        <source>Logged out</source>
        <translation>已退出</translation>
    </message>
    <message>
        <source>log-in after this call</source>
        <translation>本次通话后登录</translation>
    </message>
    <message>
        <source>log-out after this call</source>
        <translation>本次通话后退出</translation>
    </message>
    <message>
        <source>pause after this call</source>
        <translation>本次通话后示忙</translation>
    </message>
    <message>
        <source>ready after this call</source>
        <translation>本次通话后就绪</translation>
    </message>
    <message>
        <source>logging in…</source>
        <translation>正在登录…</translation>
    </message>
    <message>
        <source>logging out…</source>
        <translation>正在退出…</translation>
    </message>
    <message>
        <source>pausing…</source>
        <translation>正在示忙…</translation>
    </message>
    <message>
        <source>getting ready…</source>
        <translation>正在就绪…</translation>
    </message>
    <message>
        <source>{ready} of {total} queues</source>
        <translation>{total} 个队列中的 {ready} 个</translation>
    </message>
    <message>
        <source>as of {age} ago</source>
        <translation>{age} 前的数据</translation>
    </message>
    <message>
        <source>not up to date</source>
        <translation>不是最新</translation>
    </message>
    <message>
        <source>since {time}</source>
        <translation>自 {time} 起</translation>
    </message>
    <message>
        <source>My state as an agent: open to change it</source>
        <translation>我的坐席状态：打开可更改</translation>
    </message>
    <message>
        <source>Ready now</source>
        <translation>立即就绪</translation>
    </message>
    <message>
        <source>{age} left</source>
        <translation>剩余 {age}</translation>
    </message>
    <message>
        <source>My state as an agent</source>
        <translation>我的坐席状态</translation>
    </message>
    <message>
        <source>Ready in all queues</source>
        <translation>在所有队列中就绪</translation>
    </message>
    <message>
        <source>Pause without a reason</source>
        <translation>示忙（不填原因）</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>示忙</translation>
    </message>
    <message>
        <source>Pause: {reason}</source>
        <translation>示忙：{reason}</translation>
    </message>
    <message>
        <source>Log in to all queues</source>
        <translation>登录所有队列</translation>
    </message>
    <message>
        <source>Log out of all queues</source>
        <translation>退出所有队列</translation>
    </message>
    <message>
        <source>↑ ↓ choose · Enter takes it · Esc closes</source>
        <translation>↑ ↓ 选择 · Enter 确定 · Esc 关闭</translation>
    </message>
    <message>
        <source>{word}, now</source>
        <translation>{word}，当前</translation>
    </message>
    <message>
        <source>My queues</source>
        <translation>我的队列</translation>
    </message>
    <message>
        <source>Logged in to {queue}</source>
        <translation>已登录 {queue}</translation>
    </message>
    <message>
        <source>You are a static agent here: only your administrator can take you out of this queue. You can pause.</source>
        <translation>您是这里的静态坐席：只有管理员能把您移出此队列。您可以示忙。</translation>
    </message>
    <message>
        <source>static</source>
        <translation>静态</translation>
    </message>
    <message>
        <source>Not connected to the PBX: nothing can be changed now.</source>
        <translation>未连接到 PBX：现在无法更改。</translation>
    </message>
    <message>
        <source>Not known: the PBX has not told yet.</source>
        <translation>未知：PBX 尚未告知。</translation>
    </message>
    <message>
        <source>{count} waiting</source>
        <translation>{count} 人等待</translation>
    </message>
    <message>
        <source>Drag a call onto a person or a queue to transfer it. With Shift: consult first.</source>
        <translation>将通话拖到人员或队列上即可转接。按住 Shift：先咨询。</translation>
    </message>
    <message>
        <source>longest {age}</source>
        <translation>最久 {age}</translation>
    </message>
    <message>
        <source>{age} ago</source>
        <translation>{age} 前</translation>
    </message>
    <message>
        <source>{count} min</source>
        <translation>{count} 分钟</translation>
    </message>
    <message>
        <source>{ready} of {total} ready</source>
        <translation>{total} 人中 {ready} 人就绪</translation>
    </message>
    <message>
        <source>Pause in {queue}</source>
        <translation>在 {queue} 示忙</translation>
    </message>
    <message>
        <source>Ready in {queue}</source>
        <translation>在 {queue} 就绪</translation>
    </message>
    <message>
        <source>Log out of all</source>
        <translation>全部退出</translation>
    </message>
    <message>
        <source>Log in to all</source>
        <translation>全部登录</translation>
    </message>
    <message>
        <source>{queue}, {number}: {state}</source>
        <translation>{queue}，{number}：{state}</translation>
    </message>
    <message>
        <source>{queue} paused you at {time}: {count}.</source>
        <translation>{queue} 于 {time} 将您置为示忙：{count}。</translation>
    </message>
    <message>
        <source>{queue} paused you at {time}.</source>
        <translation>{queue} 于 {time} 将您置为示忙。</translation>
    </message>
    <message>
        <source>{name} at {time}</source>
        <translation>{name}（{time}）</translation>
    </message>
    <message>
        <source>Call {name} back</source>
        <translation>回拨 {name}</translation>
    </message>
    <message>
        <source>Not taken: {name}</source>
        <translation>未接：{name}</translation>
    </message>
    <message>
        <source>{queue} · {time}</source>
        <translation>{queue} · {time}</translation>
    </message>
    <message>
        <source>Not taken: {name}, from {queue}, at {time}</source>
        <translation>未接：{name}，来自 {queue}，{time}</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>可用</translation>
    </message>
    <message>
        <source>My presence</source>
        <translation>我的在席状态</translation>
    </message>
    <message>
        <source>My presence: {word}</source>
        <translation>我的在席状态：{word}</translation>
    </message>
    <message>
        <source>{word}…</source>
        <translation>{word}…</translation>
    </message>
    <message>
        <source>Presence and queues</source>
        <translation>在席状态与队列</translation>
    </message>
    <message>
        <source>What happens by itself when you change your presence, or pause. Each time it does, you are told.</source>
        <translation>您更改在席状态或示忙时自动执行的操作。每次执行都会告知您。</translation>
    </message>
    <message>
        <source>{when}: {then}</source>
        <translation>{when}：{then}</translation>
    </message>
    <message>
        <source>When I am “{presence}”</source>
        <translation>当我的状态为“{presence}”时</translation>
    </message>
    <message>
        <source>When I pause</source>
        <translation>当我示忙时</translation>
    </message>
    <message>
        <source>pause me in my queues</source>
        <translation>在我的队列中示忙</translation>
    </message>
    <message>
        <source>end the pause that my presence began</source>
        <translation>结束由在席状态引起的示忙</translation>
    </message>
    <message>
        <source>show me as away, where I was available</source>
        <translation>若原为可用，则显示为离开</translation>
    </message>
    <message>
        <source>You are an agent of no queue, so there is nothing to pause.</source>
        <translation>您不是任何队列的坐席，没有可示忙的队列。</translation>
    </message>
    <message>
        <source>The PBX has not said yet which queues you are in. Try again in a moment.</source>
        <translation>电话系统尚未告知您所在的队列，请稍后再试。</translation>
    </message>
    <message>
        <source>You are not an agent of this queue.</source>
        <translation>您不是此队列的坐席。</translation>
    </message>
    <message>
        <source>You are not logged in to this queue. Log in first.</source>
        <translation>您尚未签入此队列，请先签入。</translation>
    </message>
    <message>
        <source>You are a static agent of {queue}: only your administrator can take you out of this queue. You can pause.</source>
        <translation>您是 {queue} 的静态坐席：只有管理员能将您移出此队列。您可以暂停。</translation>
    </message>
    <message>
        <source>You stay logged in to {queue}: you are a static agent there. You can pause.</source>
        <translation>您在 {queue} 中保持签入：您是那里的静态坐席。您可以暂停。</translation>
    </message>
    <message>
        <source>You are a static agent: you are logged in at all times.</source>
        <translation>您是静态坐席：始终处于签入状态。</translation>
    </message>
    <message>
        <source>{name} is a static agent here and cannot be logged in or out. A pause works.</source>
        <translation>{name} 是此处的静态坐席，无法签入或签出，但可以暂停。</translation>
    </message>
    <message>
        <source>You do not manage this queue, so its other agents cannot be changed from here.</source>
        <translation>您不是此队列的管理员，因此无法更改其他坐席的状态。</translation>
    </message>
    <message>
        <source>Nobody of that number is an agent of this queue.</source>
        <translation>此号码不是此队列的坐席。</translation>
    </message>
    <message>
        <source>The PBX took it, but does not show it as done. What you see is what it says.</source>
        <translation>电话系统已接受请求，但未显示其已生效。您看到的是电话系统所报告的状态。</translation>
    </message>
    <message>
        <source>The PBX no longer has the reason {reason}. The list is up to date now: choose again.</source>
        <translation>电话系统中已没有暂停原因“{reason}”。列表已更新，请重新选择。</translation>
    </message>
    <message>
        <source>This PBX takes no reasons for a pause (it has no call centre subscription). You are paused without one, and none will be asked for.</source>
        <translation>此电话系统不接受暂停原因（未订阅呼叫中心服务）。您已不带原因暂停，以后也不再询问原因。</translation>
    </message>
    <message>
        <source>{queue} is none of your queues. Yours are: {known}.</source>
        <translation>{queue} 不是您的队列。您的队列有：{known}。</translation>
    </message>
    <message>
        <source>“{reason}” is no reason that this PBX knows. It knows: {known}.</source>
        <translation>此 PBX 没有“{reason}”这个原因。现有原因：{known}。</translation>
    </message>
    <message>
        <source>The PBX has told no reasons for a pause, so “{reason}” is none of them. Try again in a moment, or pause without a reason.</source>
        <translation>PBX 尚未给出任何暂停原因，因此没有“{reason}”。请稍后重试，或不带原因暂停。</translation>
    </message>
    <message>
        <source>“{presence}” is no presence. There are: {known}.</source>
        <translation>“{presence}”不是有效的在线状态。可用状态：{known}。</translation>
    </message>
    <message>
        <source>There is no such presence.</source>
        <translation>没有这种在线状态。</translation>
    </message>
    <message>
        <source>You set Do not disturb, so you are paused in your queues.</source>
        <translation>您设置了“请勿打扰”，因此已在您的队列中暂停。</translation>
    </message>
    <message>
        <source>You are available, so the pause that your presence began is over.</source>
        <translation>您已恢复在线，因此由在线状态触发的暂停已结束。</translation>
    </message>
    <message>
        <source>You are away, so you are paused in your queues.</source>
        <translation>您已离开，因此已在您的队列中暂停。</translation>
    </message>
    <message>
        <source>You are at lunch, so you are paused in your queues.</source>
        <translation>您正在午餐，因此已在您的队列中暂停。</translation>
    </message>
    <message>
        <source>You are on a business trip, so you are paused in your queues.</source>
        <translation>您正在出差，因此已在您的队列中暂停。</translation>
    </message>
    <message>
        <source>You are off work, so you are paused in your queues.</source>
        <translation>您已下班，因此已在您的队列中暂停。</translation>
    </message>
    <message>
        <source>You paused, so others see you as away.</source>
        <translation>您已暂停，因此其他人看到您为离开状态。</translation>
    </message>
    <message>
        <source>The journal of this desk could not be written, so what you do now may be missing in it. Check whether the disk is full, or ask your administrator.</source>
        <translation>本机日志无法写入，您现在的操作可能不会被记录。请检查磁盘是否已满，或联系管理员。</translation>
    </message>
    <message>
        <source>That is you: nobody can listen to themselves.</source>
        <translation>这是您自己：无法监听自己。</translation>
    </message>
    <message>
        <source>This was asked already; the PBX has not answered yet.</source>
        <translation>已请求过；PBX 尚未答复。</translation>
    </message>
    <message>
        <source>You are listening to {name} already. Stop that first, then choose again.</source>
        <translation>您已在监听 {name}。请先停止，再重新选择。</translation>
    </message>
    <message>
        <source>You are listening to nobody, so there is nothing to stop.</source>
        <translation>您没有在监听任何人，无需停止。</translation>
    </message>
    <message>
        <source>Your phone does not ring for it yet. Try again in a moment.</source>
        <translation>您的话机尚未振铃。请稍后再试。</translation>
    </message>
    <message>
        <source>{name} is in no call now, so there is nothing to listen to.</source>
        <translation>{name} 目前没有通话，无法监听。</translation>
    </message>
    <message>
        <source>The phone of {name} only rings. You can listen once they talk.</source>
        <translation>{name} 的话机仅在振铃。通话开始后方可监听。</translation>
    </message>
    <message>
        <source>{name} talks with you. You hear that call already.</source>
        <translation>{name} 正在与您通话。您已能听到该通话。</translation>
    </message>
    <message>
        <source>The PBX does not allow {name} to be listened to. An administrator can allow it (PBX: Extension &gt; Features &gt; Call Monitor).</source>
        <translation>PBX 不允许监听 {name}。管理员可启用（PBX：分机 &gt; 功能 &gt; 呼叫监听）。</translation>
    </message>
    <message>
        <source>The call of {name} was over before the PBX could let you in.</source>
        <translation>PBX 尚未接入时，{name} 的通话已结束。</translation>
    </message>
    <message>
        <source>The PBX did not answer. If your phone rings now, picking it up may let you listen, and no banner would tell you.</source>
        <translation>PBX 未答复。如果您的话机现在振铃，摘机可能会开始监听，且不会有横幅提示。</translation>
    </message>
    <message>
        <source>The PBX took the wish to listen to {name}, but your phone did not ring. Check that it is registered, and try again.</source>
        <translation>PBX 已接受监听 {name} 的请求，但您的话机没有振铃。请确认话机已注册，然后重试。</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Show the queues</source>
        <translation>显示队列</translation>
    </message>
    <message>
        <source>Show the queues on the full screen</source>
        <translation>全屏显示队列</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Leave full screen</source>
        <translation>退出全屏</translation>
    </message>
    <message>
        <source>No queue to show: you are an agent of none, and manage none.</source>
        <translation>没有可显示的队列：您不是任何队列的坐席，也不管理任何队列。</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待</translation>
    </message>
    <message>
        <source>longest wait</source>
        <translation>最长等待</translation>
    </message>
    <message>
        <source>ringing</source>
        <translation>振铃</translation>
    </message>
    <message>
        <source>talking</source>
        <translation>通话</translation>
    </message>
    <message>
        <source>answered within {seconds} s</source>
        <translation>{seconds} 秒内接听</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <source>Fine</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>已超时</translation>
    </message>
    <message>
        <source>{count} {word}</source>
        <translation>{count} {word}</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Callers</source>
        <translation>来电</translation>
    </message>
    <message>
        <source>Callers of {queue}</source>
        <translation>{queue} 的来电</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Rings {name}</source>
        <translation>正在呼叫 {name}</translation>
    </message>
    <message>
        <source>Talks to {name}</source>
        <translation>正与 {name} 通话</translation>
    </message>
    <message>
        <source>Nobody waits, rings or talks here now.</source>
        <translation>现在没有人等待、振铃或通话。</translation>
    </message>
    <message>
        <source>Not known now: the PBX has not told.</source>
        <translation>目前未知：PBX 尚未告知。</translation>
    </message>
    <message>
        <source>{name}, {state}, {age}</source>
        <translation>{name}，{state}，{age}</translation>
    </message>
    <message>
        <source>Agents of {queue}</source>
        <translation>{queue} 的坐席</translation>
    </message>
    <message>
        <source>Only to look at: you do not manage this queue.</source>
        <translation>仅供查看：您不管理此队列。</translation>
    </message>
    <message>
        <source>Enter or a click on an agent opens what you can do for them.</source>
        <translation>在坐席上按 Enter 或单击，可打开可用操作。</translation>
    </message>
    <message>
        <source>The PBX names no agents of this queue.</source>
        <translation>PBX 未给出此队列的坐席。</translation>
    </message>
    <message>
        <source>Sort: {column}</source>
        <translation>排序：{column}</translation>
    </message>
    <message>
        <source>Sorted by {column}; press to sort by the next column</source>
        <translation>按 {column} 排序；按下可按下一列排序</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>Answered %</source>
        <translation>接听率</translation>
    </message>
    <message>
        <source>In time %</source>
        <translation>及时率</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>For</source>
        <translation>已持续</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>话机</translation>
    </message>
    <message>
        <source>{name} (you)</source>
        <translation>{name}（您）</translation>
    </message>
    <message>
        <source>{name}, {number}: {facts}</source>
        <translation>{name}，{number}：{facts}</translation>
    </message>
    <message>
        <source>–</source>
        <translation>–</translation>
    </message>
    <message>
        <source>Talking</source>
        <translation>通话中</translation>
    </message>
    <message>
        <source>Talking, another rings</source>
        <translation>通话中，另有来电</translation>
    </message>
    <message>
        <source>On hold</source>
        <translation>保持中</translation>
    </message>
    <message>
        <source>What to do for {name}</source>
        <translation>对 {name} 的操作</translation>
    </message>
    <message>
        <source>Log in to this queue</source>
        <translation>登录此队列</translation>
    </message>
    <message>
        <source>Log out of this queue</source>
        <translation>退出此队列</translation>
    </message>
    <message>
        <source>Make ready</source>
        <translation>设为就绪</translation>
    </message>
    <message>
        <source>Listen to the call…</source>
        <translation>监听通话…</translation>
    </message>
    <message>
        <source>Whisper to the agent…</source>
        <translation>密语…</translation>
    </message>
    <message>
        <source>Join the call…</source>
        <translation>强插通话…</translation>
    </message>
    <message>
        <source>Listen to {name}</source>
        <translation>监听 {name}</translation>
    </message>
    <message>
        <source>Whisper to {name}</source>
        <translation>对 {name} 密语</translation>
    </message>
    <message>
        <source>Join the call of {name}</source>
        <translation>加入 {name} 的通话</translation>
    </message>
    <message>
        <source>Your own phone rings. Pick it up, and you hear {name} and the caller; neither hears you. The journal keeps it.</source>
        <translation>您自己的话机会振铃。摘机后，您可听到 {name} 与来电者；双方都听不到您。日志会记录。</translation>
    </message>
    <message>
        <source>Your own phone rings. Pick it up, and you hear both; {name} alone hears you. The journal keeps it.</source>
        <translation>您自己的话机会振铃。摘机后，您可听到双方；只有 {name} 听得到您。日志会记录。</translation>
    </message>
    <message>
        <source>Your own phone rings. Pick it up, and you are in the call: both hear you. The journal keeps it.</source>
        <translation>您自己的话机会振铃。摘机后，您即加入通话：双方都听得到您。日志会记录。</translation>
    </message>
    <message>
        <source>Tab to confirm · Esc goes back</source>
        <translation>按 Tab 移到确认 · Esc 返回</translation>
    </message>
    <message>
        <source>Your phone rings: pick it up to listen to {name}.</source>
        <translation>您的话机正在振铃：摘机即可监听 {name}。</translation>
    </message>
    <message>
        <source>Your phone rings: pick it up to whisper to {name}.</source>
        <translation>您的话机正在振铃：摘机即可对 {name} 密语。</translation>
    </message>
    <message>
        <source>Your phone rings: pick it up to join the call of {name}.</source>
        <translation>您的话机正在振铃：摘机即可加入 {name} 的通话。</translation>
    </message>
    <message>
        <source>You are listening to {name}. They do not hear you.</source>
        <translation>您正在监听 {name}。对方听不到您。</translation>
    </message>
    <message>
        <source>You hear {name} and the caller. {name} alone hears you.</source>
        <translation>您可听到 {name} 与来电者。只有 {name} 听得到您。</translation>
    </message>
    <message>
        <source>You are in the call of {name}. Both hear you.</source>
        <translation>您已加入 {name} 的通话。双方都听得到您。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stop: hang up your own phone, the call of {name} goes on</source>
        <translation>停止：挂断您自己的话机，{name} 的通话继续</translation>
    </message>
    <message>
        <source>OFFERED</source>
        <translation>待接入</translation>
    </message>
    <message>
        <source>RINGING</source>
        <translation>来电</translation>
    </message>
    <message>
        <source>CALLING</source>
        <translation>呼叫中</translation>
    </message>
    <message>
        <source>TALKING</source>
        <translation>通话中</translation>
    </message>
    <message>
        <source>HELD</source>
        <translation>保持中</translation>
    </message>
    <message>
        <source>PARKED</source>
        <translation>已驻留</translation>
    </message>
    <message>
        <source>ENDED</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>You hung up</source>
        <translation>您已挂断</translation>
    </message>
    <message>
        <source>The other side hung up</source>
        <translation>对方已挂断</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>已拒接</translation>
    </message>
    <message>
        <source>Answered elsewhere</source>
        <translation>已在别处接听</translation>
    </message>
    <message>
        <source>The caller gave up</source>
        <translation>来电者已挂断</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>无人接听</translation>
    </message>
    <message>
        <source>Transferred</source>
        <translation>已转接</translation>
    </message>
    <message>
        <source>Parked</source>
        <translation>已驻留</translation>
    </message>
    <message>
        <source>The call failed</source>
        <translation>呼叫失败</translation>
    </message>
    <message>
        <source>Ended while the connection was down</source>
        <translation>在连接中断期间结束</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>You may not call this number</source>
        <translation>您无权呼叫此号码</translation>
    </message>
    <message>
        <source>You may not call outside numbers</source>
        <translation>您无权呼叫外线号码</translation>
    </message>
    <message>
        <source>All outside lines are busy; try again</source>
        <translation>所有外线均忙，请重试</translation>
    </message>
    <message>
        <source>They do not want to be disturbed</source>
        <translation>对方已开启免打扰</translation>
    </message>
    <message>
        <source>Their phone cannot be reached</source>
        <translation>无法接通对方话机</translation>
    </message>
    <message>
        <source>Busy</source>
        <translation>忙线</translation>
    </message>
    <message>
        <source>Nobody has this number</source>
        <translation>此号码不存在</translation>
    </message>
    <message>
        <source>This number is no longer in use</source>
        <translation>此号码已停用</translation>
    </message>
    <message>
        <source>The number is not complete</source>
        <translation>号码不完整</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>警告</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Call</source>
        <translation>呼叫</translation>
    </message>
    <message>
        <source>Line: {name}</source>
        <translation>线路：{name}</translation>
    </message>
    <message>
        <source>{shortcut} is set for two things: {first}, and {second}. Nothing was done. Change one of them in the settings.</source>
        <translation>{shortcut} 同时用于“{first}”和“{second}”，因此没有执行任何操作。请在设置中更改其中一个。</translation>
    </message>
    <message>
        <source>Incoming calls appear here by themselves. To call somebody, press {shortcut} and type a name or a number.</source>
        <translation>来电会自动显示在这里。要呼叫他人，请按 {shortcut} 并输入姓名或号码。</translation>
    </message>
    <message>
        <source>Slot {slot}</source>
        <translation>驻留位 {slot}</translation>
    </message>
    <message>
        <source>↑ ↓ choose · Enter transfers · Ctrl+Enter transfers safely · Esc takes the caller back</source>
        <translation>↑ ↓ 选择 · Enter 转接 · Ctrl+Enter 安全转接 · Esc 接回来电者</translation>
    </message>
    <message>
        <source>Safe transfer {name} to:</source>
        <translation>将 {name} 安全转接给：</translation>
    </message>
    <message>
        <source>Safe transfer to {number}</source>
        <translation>安全转接给 {number}</translation>
    </message>
    <message>
        <source>↑ ↓ choose · Enter transfers safely: connected when they answer · Esc takes the caller back</source>
        <translation>↑ ↓ 选择 · Enter 安全转接：对方接听即接通 · Esc 接回来电者</translation>
    </message>
    <message>
        <source>Safe transfer</source>
        <translation>安全转接</translation>
    </message>
    <message>
        <source>Safe transfer: connected when they answer, else the caller comes back</source>
        <translation>安全转接：对方接听即接通，否则来电者回到您这里</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Choose {name} as the target</source>
        <translation>选择 {name} 作为目标</translation>
    </message>
    <message>
        <source>{queue}, {number}:</source>
        <translation>{queue}，{number}：</translation>
    </message>
    <message>
        <source>Nothing can be done for {name} now: the PBX has not told how they stand, or the connection is down.</source>
        <translation>目前无法对 {name} 执行操作：PBX 尚未告知其状态，或连接已断开。</translation>
    </message>
    <message>
        <source>within {seconds} s · target {target} %</source>
        <translation>{seconds} 秒内 · 目标 {target} %</translation>
    </message>
    <message>
        <source>Soon</source>
        <translation>将超时</translation>
    </message>
    <message>
        <source>Joined the other call</source>
        <translation>已并入另一通话</translation>
    </message>
    <message>
        <source>You accepted it</source>
        <translation>您已接入</translation>
    </message>
    <message>
        <source>Put through without you</source>
        <translation>已由他处放行</translation>
    </message>
    <message>
        <source>You refused it</source>
        <translation>您已拒绝</translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation>挂断</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>拒接</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>保持</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>Unmute</source>
        <translation>取消静音</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>录音</translation>
    </message>
    <message>
        <source>Pause rec.</source>
        <translation>暂停录音</translation>
    </message>
    <message>
        <source>Resume rec.</source>
        <translation>继续录音</translation>
    </message>
    <message>
        <source>Park</source>
        <translation>驻留</translation>
    </message>
    <message>
        <source>Pick up</source>
        <translation>取回</translation>
    </message>
    <message>
        <source>Transfer</source>
        <translation>转接</translation>
    </message>
    <message>
        <source>Consult</source>
        <translation>咨询</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>完成转接</translation>
    </message>
    <message>
        <source>Back to caller</source>
        <translation>返回来电者</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>切换</translation>
    </message>
    <message>
        <source>All three</source>
        <translation>三方通话</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>邀请</translation>
    </message>
    <message>
        <source>Take back</source>
        <translation>取回</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>接入</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Calling…</source>
        <translation>正在呼叫…</translation>
    </message>
    <message>
        <source>Hanging up…</source>
        <translation>正在挂断…</translation>
    </message>
    <message>
        <source>Rejecting…</source>
        <translation>正在拒接…</translation>
    </message>
    <message>
        <source>Holding…</source>
        <translation>正在保持…</translation>
    </message>
    <message>
        <source>Resuming…</source>
        <translation>正在恢复…</translation>
    </message>
    <message>
        <source>Answering…</source>
        <translation>正在接听…</translation>
    </message>
    <message>
        <source>Muting…</source>
        <translation>正在静音…</translation>
    </message>
    <message>
        <source>Unmuting…</source>
        <translation>正在取消…</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>正在开始…</translation>
    </message>
    <message>
        <source>Pausing…</source>
        <translation>正在暂停…</translation>
    </message>
    <message>
        <source>Going on…</source>
        <translation>正在继续…</translation>
    </message>
    <message>
        <source>Parking…</source>
        <translation>正在驻留…</translation>
    </message>
    <message>
        <source>Picking up…</source>
        <translation>正在取回…</translation>
    </message>
    <message>
        <source>Transferring…</source>
        <translation>正在转接…</translation>
    </message>
    <message>
        <source>Consulting…</source>
        <translation>正在咨询…</translation>
    </message>
    <message>
        <source>Transferring safely…</source>
        <translation>正在安全转接…</translation>
    </message>
    <message>
        <source>Completing…</source>
        <translation>正在完成…</translation>
    </message>
    <message>
        <source>Going back…</source>
        <translation>正在返回…</translation>
    </message>
    <message>
        <source>Swapping…</source>
        <translation>正在切换…</translation>
    </message>
    <message>
        <source>Joining…</source>
        <translation>正在合并…</translation>
    </message>
    <message>
        <source>Adding…</source>
        <translation>正在邀请…</translation>
    </message>
    <message>
        <source>Taking back…</source>
        <translation>正在取回…</translation>
    </message>
    <message>
        <source>Accepting…</source>
        <translation>正在接入…</translation>
    </message>
    <message>
        <source>Refusing…</source>
        <translation>正在拒绝…</translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation>未登录</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Reconnecting…</source>
        <translation>正在重新连接…</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>The file {name} cannot be read. It may have been moved, or it may belong to somebody else. Choose it again, or another one.</source>
        <translation>无法读取文件 {name}。它可能已被移动，或属于其他用户。请重新选择，或选择另一个文件。</translation>
    </message>
    <message>
        <source>There is nothing in {name}. Choose another file.</source>
        <translation>{name} 中没有任何内容。请选择另一个文件。</translation>
    </message>
    <message>
        <source>{name} is larger than {megabytes} MB, so it was not read. Divide it into several files.</source>
        <translation>{name} 超过 {megabytes} MB，因此未读取。请将其拆分为多个文件。</translation>
    </message>
    <message>
        <source>Nobody knows the encoding {name}. Choose one of the list.</source>
        <translation>未知的编码 {name}。请从列表中选择一个。</translation>
    </message>
    <message>
        <source>There is no import to take back.</source>
        <translation>没有可撤销的导入。</translation>
    </message>
    <message>
        <source>The last import was taken back. Contacts that are as they were before it: {count}.</source>
        <translation>已撤销上次导入：{count} 个联系人恢复到导入之前的状态。</translation>
    </message>
    <message>
        <source>{name} could not be written. The disk may be full, or you may not write there. Choose another place.</source>
        <translation>无法写入 {name}。磁盘可能已满，或您没有写入权限。请选择其他位置。</translation>
    </message>
    <message>
        <source>Your contacts were written to {path}: {count}.</source>
        <translation>已将 {count} 个联系人写入 {path}。</translation>
    </message>
    <message>
        <source>Enter the name or address of the directory&apos;s server, without blanks and without ldap://.</source>
        <translation>请输入目录服务器的名称或地址，不含空格，也不含 ldap://。</translation>
    </message>
    <message>
        <source>Enter where people are searched for, such as ou=people,dc=example,dc=com. Your administrator knows it.</source>
        <translation>请输入搜索人员的起点，例如 ou=people,dc=example,dc=com。您的管理员知道它。</translation>
    </message>
    <message>
        <source>A port is a number between 1 and 65535.</source>
        <translation>端口是 1 到 65535 之间的数字。</translation>
    </message>
    <message>
        <source>One certificate alone can be trusted only with TLS from the first byte. Choose TLS, or give a CA file.</source>
        <translation>只有在选择 TLS（从第一个字节起加密）时才能只信任某一个证书。请选择 TLS，或提供 CA 文件。</translation>
    </message>
    <message>
        <source>No directory answers at {host}. It may be switched off, or the port may be wrong. Check both; nothing was changed.</source>
        <translation>{host} 上没有目录应答。它可能已关闭，或端口有误。请检查两者；没有任何更改。</translation>
    </message>
    <message>
        <source>The connection to {host} could not be protected, so nothing was sent. The port may be that of the unprotected protocol. Check it, or ask your administrator.</source>
        <translation>无法保护与 {host} 的连接，因此没有发送任何内容。端口可能是未加密协议的端口。请检查，或咨询您的管理员。</translation>
    </message>
    <message>
        <source>The directory did not let this user in. Check the user and the password; some directories block a user after several wrong tries.</source>
        <translation>目录拒绝了该用户。请检查用户名和密码；有些目录在多次错误尝试后会锁定用户。</translation>
    </message>
    <message>
        <source>The directory has no such place to search in. Check what stands in &quot;Search below&quot;.</source>
        <translation>目录中没有这个搜索起点。请检查“搜索起点”一栏。</translation>
    </message>
    <message>
        <source>The directory did not come to an end. Narrow the search by a word, or by a place further down.</source>
        <translation>目录一直没有返回完。请用关键词或更下层的起点缩小搜索范围。</translation>
    </message>
    <message>
        <source>The directory could not be searched. Nothing was changed. Ask your administrator; the details say what it answered.</source>
        <translation>无法搜索目录。没有任何更改。请咨询您的管理员；详细信息中有目录的应答。</translation>
    </message>
    <message>
        <source>{name} was saved.</source>
        <translation>已保存 {name}。</translation>
    </message>
    <message>
        <source>This contact is gone: it was deleted meanwhile.</source>
        <translation>该联系人已不存在：其间已被删除。</translation>
    </message>
    <message>
        <source>{text} was copied.</source>
        <translation>已复制 {text}。</translation>
    </message>
    <message>
        <source>{name} was deleted.</source>
        <translation>已删除 {name}。</translation>
    </message>
    <message>
        <source>The PBX does not let you edit company contacts. What you typed is still here: keep it as a contact of your own, or ask your administrator for the right.</source>
        <translation>PBX 不允许您编辑公司联系人。您输入的内容仍然保留：可以保存为您自己的联系人，或向管理员申请权限。</translation>
    </message>
    <message>
        <source>Contacts</source>
        <translation>联系人列表</translation>
    </message>
    <message>
        <source>My contacts</source>
        <translation>我的联系人</translation>
    </message>
    <message>
        <source>Company contacts</source>
        <translation>公司联系人</translation>
    </message>
    <message>
        <source>Which contacts</source>
        <translation>显示哪些联系人</translation>
    </message>
    <message>
        <source>Filter by name, company or number</source>
        <translation>按姓名、公司或号码筛选</translation>
    </message>
    <message>
        <source>Add a contact of my own</source>
        <translation>添加我自己的联系人</translation>
    </message>
    <message>
        <source>Add a company contact</source>
        <translation>添加公司联系人</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>As of {time}</source>
        <translation>截至 {time}</translation>
    </message>
    <message>
        <source>As of {day}, {time}</source>
        <translation>截至 {day} {time}</translation>
    </message>
    <message>
        <source>Not loaded yet</source>
        <translation>尚未加载</translation>
    </message>
    <message>
        <source>Kept on this computer</source>
        <translation>保存在此计算机上</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>You have no contacts of your own yet. Add one, or import a vCard or CSV file or an LDAP directory.</source>
        <translation>您还没有自己的联系人。可以添加，或导入 vCard、CSV 文件或 LDAP 目录。</translation>
    </message>
    <message>
        <source>The PBX has no company contacts, or does not show them to you.</source>
        <translation>PBX 没有公司联系人，或未向您显示。</translation>
    </message>
    <message>
        <source>Nobody fits. Clear the filter to see everybody.</source>
        <translation>没有符合的联系人。清除筛选条件可查看所有人。</translation>
    </message>
    <message>
        <source>{name}, {company}, {number}</source>
        <translation>{name}，{company}，{number}</translation>
    </message>
    <message>
        <source>{name}, {number}</source>
        <translation>{name}，{number}</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Details of {name}</source>
        <translation>{name} 的详细信息</translation>
    </message>
    <message>
        <source>Call {kind} {number}</source>
        <translation>呼叫{kind} {number}</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy e-mail {email}</source>
        <translation>复制电子邮件 {email}</translation>
    </message>
    <message>
        <source>Favourite: take the star away</source>
        <translation>收藏：取消星标</translation>
    </message>
    <message>
        <source>Make a favourite</source>
        <translation>设为收藏</translation>
    </message>
    <message>
        <source>counted here since {time}</source>
        <translation>自 {time} 起由本机统计</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete {name}?</source>
        <translation>删除 {name}？</translation>
    </message>
    <message>
        <source>Delete {name} for the whole company? This cannot be undone.</source>
        <translation>为整个公司删除 {name}？此操作无法撤销。</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>My note</source>
        <translation>我的备注</translation>
    </message>
    <message>
        <source>Only you see it. It is saved as you type.</source>
        <translation>只有您能看到。输入时自动保存。</translation>
    </message>
    <message>
        <source>Phonebooks: {names}</source>
        <translation>电话簿：{names}</translation>
    </message>
    <message>
        <source>Your own contact</source>
        <translation>您自己的联系人</translation>
    </message>
    <message>
        <source>Company contact of the PBX</source>
        <translation>PBX 的公司联系人</translation>
    </message>
    <message>
        <source>Extension of the PBX</source>
        <translation>PBX 分机</translation>
    </message>
    <message>
        <source>Place of the PBX: a queue, menu or group</source>
        <translation>PBX 的队列、菜单或组</translation>
    </message>
    <message>
        <source>{number} belongs to several. Who is it that calls from there?</source>
        <translation>{number} 属于多个人。从该号码来电的是谁？</translation>
    </message>
    <message>
        <source>It is {name}</source>
        <translation>是 {name}</translation>
    </message>
    <message>
        <source>New contact</source>
        <translation>新建联系人</translation>
    </message>
    <message>
        <source>New company contact</source>
        <translation>新建公司联系人</translation>
    </message>
    <message>
        <source>Edit contact</source>
        <translation>编辑联系人</translation>
    </message>
    <message>
        <source>Edit company contact</source>
        <translation>编辑公司联系人</translation>
    </message>
    <message>
        <source>First name</source>
        <translation>名</translation>
    </message>
    <message>
        <source>Last name</source>
        <translation>姓</translation>
    </message>
    <message>
        <source>Department</source>
        <translation>部门</translation>
    </message>
    <message>
        <source>E-mail</source>
        <translation>电子邮件</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>ID of the source</source>
        <translation>来源编号</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>忽略</translation>
    </message>
    <message>
        <source>Business phone</source>
        <translation>办公电话</translation>
    </message>
    <message>
        <source>Business phone 2</source>
        <translation>办公电话 2</translation>
    </message>
    <message>
        <source>Mobile</source>
        <translation>手机</translation>
    </message>
    <message>
        <source>Mobile 2</source>
        <translation>手机 2</translation>
    </message>
    <message>
        <source>Home phone</source>
        <translation>家庭电话</translation>
    </message>
    <message>
        <source>Home phone 2</source>
        <translation>家庭电话 2</translation>
    </message>
    <message>
        <source>Business fax</source>
        <translation>公司传真</translation>
    </message>
    <message>
        <source>Home fax</source>
        <translation>家庭传真</translation>
    </message>
    <message>
        <source>Other phone</source>
        <translation>其他电话</translation>
    </message>
    <message>
        <source>Company</source>
        <translation>公司</translation>
    </message>
    <message>
        <source>More numbers</source>
        <translation>更多号码</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Something changed just as you let go. Nothing was done: carry the call again.</source>
        <translation>松开时情况刚好有变，未执行任何操作，请重新拖动通话。</translation>
    </message>
    <message>
        <source>{caller}: take the call to a person or a queue</source>
        <translation>{caller}：请将通话拖到人员或队列上</translation>
    </message>
    <message>
        <source>Another one was trusted until now. Either it was renewed, or somebody answers in the PBX&apos;s place to learn your secret. Nothing was sent. Ask your administrator, and trust it only if the fingerprint that they give you is the new one.</source>
        <translation>此前信任的是另一个证书。可能是证书已更新，也可能有人冒充 PBX 以窃取您的密钥。未发送任何数据。请询问管理员，只有当其提供的指纹与新指纹一致时才可信任。</translation>
    </message>
    <message>
        <source>{page} ({count})</source>
        <translation>{page}（{count}）</translation>
    </message>
    <message>
        <source>No calls yet. Calls that are over stand here, the newest first.</source>
        <translation>还没有通话。结束的通话会显示在这里，最新的在最前面。</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>已接</translation>
    </message>
    <message>
        <source>Called</source>
        <translation>已呼出</translation>
    </message>
    <message>
        <source>Voicemail</source>
        <translation>语音留言</translation>
    </message>
    <message>
        <source>Gave up waiting</source>
        <translation>等待中放弃</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Outcome not known</source>
        <translation>结果未知</translation>
    </message>
    <message>
        <source>incoming</source>
        <translation>来电</translation>
    </message>
    <message>
        <source>note: {note}</source>
        <translation>备注：{note}</translation>
    </message>
    <message>
        <source>recorded</source>
        <translation>有录音</translation>
    </message>
    <message>
        <source>part of the call</source>
        <translation>通话的一段</translation>
    </message>
    <message>
        <source>{caller} → {callee}</source>
        <translation>{caller} → {callee}</translation>
    </message>
    <message>
        <source>via {queue}</source>
        <translation>经 {queue}</translation>
    </message>
    <message>
        <source>to {number}</source>
        <translation>拨打 {number}</translation>
    </message>
    <message>
        <source>rang {time}</source>
        <translation>振铃 {time}</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>{day}, {date}</source>
        <translation>{date} {day}</translation>
    </message>
    <message>
        <source>d MMMM</source>
        <translation>M月d日</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>All my queues</source>
        <translation>我管理的所有队列</translation>
    </message>
    <message>
        <source>Queues over time</source>
        <translation>队列（按时间）</translation>
    </message>
    <message>
        <source>Agents</source>
        <translation>坐席</translation>
    </message>
    <message>
        <source>Agents: calls in and out</source>
        <translation>坐席：呼入与呼出</translation>
    </message>
    <message>
        <source>Agents: pauses</source>
        <translation>坐席：暂停</translation>
    </message>
    <message>
        <source>Extensions over time</source>
        <translation>分机（按时间）</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>To call back</source>
        <translation>待回电</translation>
    </message>
    <message>
        <source>People to call back</source>
        <translation>待回电的人</translation>
    </message>
    <message>
        <source>Nobody waits to be called back.
Whoever calls in vain stands here until somebody has spoken to them.</source>
        <translation>没有人在等待回电。
来电未接通的人会显示在这里，直到有人与其通过话。</translation>
    </message>
    <message>
        <source>Reading the list…</source>
        <translation>正在读取列表…</translation>
    </message>
    <message>
        <source>The list could not be read from the disk, and may be old. It is read again with the next call.</source>
        <translation>无法从磁盘读取列表，显示的内容可能已过时。下一次通话时会重新读取。</translation>
    </message>
    <message>
        <source>waited {time}</source>
        <translation>等待 {time}</translation>
    </message>
    <message>
        <source>last tried {time}</source>
        <translation>最近一次来电：{time}</translation>
    </message>
    <message>
        <source>said before: {reason}</source>
        <translation>之前的备注：{reason}</translation>
    </message>
    <message>
        <source>Put off until {time}</source>
        <translation>推迟到 {time}</translation>
    </message>
    <message>
        <source>Put off until tomorrow, {time}</source>
        <translation>推迟到明天 {time}</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>刚刚</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已处理</translation>
    </message>
    <message>
        <source>Later…</source>
        <translation>稍后…</translation>
    </message>
    <message>
        <source>Not later, now</source>
        <translation>不再推迟</translation>
    </message>
    <message>
        <source>In an hour ({time})</source>
        <translation>一小时后（{time}）</translation>
    </message>
    <message>
        <source>This afternoon ({time})</source>
        <translation>今天下午（{time}）</translation>
    </message>
    <message>
        <source>Tomorrow morning ({time})</source>
        <translation>明天上午（{time}）</translation>
    </message>
    <message>
        <source>Done with {name}</source>
        <translation>已处理：{name}</translation>
    </message>
    <message>
        <source>Why, if you like</source>
        <translation>原因（可不填）</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>录音</translation>
    </message>
    <message>
        <source>Search by name or number</source>
        <translation>按姓名或号码搜索</translation>
    </message>
    <message>
        <source>My calls</source>
        <translation>我的通话</translation>
    </message>
    <message>
        <source>Everybody&apos;s</source>
        <translation>所有人的</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Show older ones</source>
        <translation>显示更早的</translation>
    </message>
    <message>
        <source>No recordings yet. A call is recorded by F11, or by itself where the PBX is set to do so.</source>
        <translation>还没有录音。按 F11 可录制通话；若 PBX 已设置，则自动录制。</translation>
    </message>
    <message>
        <source>No recording fits what you look for.</source>
        <translation>没有符合条件的录音。</translation>
    </message>
    <message>
        <source>There are recordings, but none of your own calls.</source>
        <translation>有录音，但没有您自己通话的录音。</translation>
    </message>
    <message>
        <source>Loading the recordings…</source>
        <translation>正在加载录音…</translation>
    </message>
    <message>
        <source>The newest {count} were looked through, as of {time}</source>
        <translation>已查看最新的 {count} 条，截至 {time}</translation>
    </message>
    <message>
        <source>The PBX no longer has this recording. It may have been deleted.</source>
        <translation>PBX 上已没有此录音，可能已被删除。</translation>
    </message>
    <message>
        <source>This PBX does not hand out recordings, or not to this API client. Your administrator can allow it.</source>
        <translation>此 PBX 不提供录音，或不向此 API 客户端提供。管理员可以放行。</translation>
    </message>
    <message>
        <source>What the PBX sent is no recording. Try again later.</source>
        <translation>PBX 发来的不是录音。请稍后再试。</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Open with another program</source>
        <translation>用其他程序打开</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Save the recording</source>
        <translation>保存录音</translation>
    </message>
    <message>
        <source>Close the player</source>
        <translation>关闭播放器</translation>
    </message>
    <message>
        <source>Position</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>{at} of {length}</source>
        <translation>{at} / {length}</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>{speed}×</source>
        <translation>{speed}×</translation>
    </message>
    <message>
        <source>How much of it is here</source>
        <translation>下载进度</translation>
    </message>
    <message>
        <source>Fetching…</source>
        <translation>正在获取…</translation>
    </message>
    <message>
        <source>Fetching… {share} %</source>
        <translation>正在获取… {share}%</translation>
    </message>
    <message>
        <source>Saving… {share} %</source>
        <translation>正在保存… {share}%</translation>
    </message>
    <message>
        <source>Playing</source>
        <translation>正在播放</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>已取消。</translation>
    </message>
    <message>
        <source>This computer has no loudspeaker or headset that can be heard.</source>
        <translation>此电脑没有可用的扬声器或耳机。</translation>
    </message>
    <message>
        <source>It cannot be played here. Open it with another program, or save it.</source>
        <translation>此处无法播放。请用其他程序打开，或将其保存。</translation>
    </message>
    <message>
        <source>No program of this computer opens it. Save it instead.</source>
        <translation>此电脑上没有程序能打开它，请改为保存。</translation>
    </message>
    <message>
        <source>Past calls</source>
        <translation>通话记录</translation>
    </message>
    <message>
        <source>No call is like that. Esc in the search field, or Show all, leaves nothing out.</source>
        <translation>没有符合的通话。在搜索框中按 Esc 或点“显示全部”可取消筛选。</translation>
    </message>
    <message>
        <source>Search by name, number or note</source>
        <translation>按姓名、号码或备注搜索</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Incoming</source>
        <translation>来电</translation>
    </message>
    <message>
        <source>Outgoing</source>
        <translation>去电</translation>
    </message>
    <message>
        <source>Internal</source>
        <translation>内线</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>有录音</translation>
    </message>
    <message>
        <source>Any queue</source>
        <translation>所有队列</translation>
    </message>
    <message>
        <source>Which days</source>
        <translation>日期范围</translation>
    </message>
    <message>
        <source>Any day</source>
        <translation>所有日期</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>From … to …</source>
        <translation>自定义日期</translation>
    </message>
    <message>
        <source>First day</source>
        <translation>开始日期</translation>
    </message>
    <message>
        <source>Last day</source>
        <translation>结束日期</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Save these calls</source>
        <translation>保存这些通话</translation>
    </message>
    <message>
        <source>calls {day}.csv</source>
        <translation>通话记录 {day}.csv</translation>
    </message>
    <message>
        <source>Reading the PBX&apos;s list of calls…</source>
        <translation>正在读取 PBX 的通话记录…</translation>
    </message>
    <message>
        <source>PBX&apos;s list of calls read {time}</source>
        <translation>PBX 的通话记录读取于 {time}</translation>
    </message>
    <message>
        <source>Call with {name}</source>
        <translation>与 {name} 的通话</translation>
    </message>
    <message>
        <source>Write a note…</source>
        <translation>写备注…</translation>
    </message>
    <message>
        <source>Copy the number</source>
        <translation>复制号码</translation>
    </message>
    <message>
        <source>Play the recording</source>
        <translation>播放录音</translation>
    </message>
    <message>
        <source>Save the recording…</source>
        <translation>保存录音…</translation>
    </message>
    <message>
        <source>Show its parts</source>
        <translation>显示各段</translation>
    </message>
    <message>
        <source>Hide its parts</source>
        <translation>隐藏各段</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>重新查询</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>另存为 CSV…</translation>
    </message>
    <message>
        <source>Asking the PBX…</source>
        <translation>正在查询 PBX…</translation>
    </message>
    <message>
        <source>{days} · asked at {time}</source>
        <translation>{days} · 查询于 {time}</translation>
    </message>
    <message>
        <source>The PBX has nothing on these days.</source>
        <translation>PBX 没有这些日期的数据。</translation>
    </message>
    <message>
        <source>Reports are on the queues that you manage: you manage none now.</source>
        <translation>报告针对您管理的队列：您目前没有管理任何队列。</translation>
    </message>
    <message>
        <source>Gave up</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Mean wait</source>
        <translation>平均等待</translation>
    </message>
    <message>
        <source>Longest wait</source>
        <translation>最长等待</translation>
    </message>
    <message>
        <source>Mean talk</source>
        <translation>平均通话</translation>
    </message>
    <message>
        <source>Ring and talk</source>
        <translation>振铃加通话</translation>
    </message>
    <message>
        <source>Missed %</source>
        <translation>未接率</translation>
    </message>
    <message>
        <source>Talk in all</source>
        <translation>总通话</translation>
    </message>
    <message>
        <source>In</source>
        <translation>呼入</translation>
    </message>
    <message>
        <source>Out</source>
        <translation>呼出</translation>
    </message>
    <message>
        <source>Talk in</source>
        <translation>呼入通话</translation>
    </message>
    <message>
        <source>Talk out</source>
        <translation>呼出通话</translation>
    </message>
    <message>
        <source>From</source>
        <translation>自</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Not answered</source>
        <translation>未接</translation>
    </message>
    <message>
        <source>The file could not be saved: {why}.</source>
        <translation>文件无法保存：{why}。</translation>
    </message>
    <message>
        <source>Let go, then choose the number:</source>
        <translation>松开后选择号码：</translation>
    </message>
    <message>
        <source>Your own extension may not take part in this way: its monitor mode is another one. An administrator can change it.</source>
        <translation>您自己的分机不能以这种方式参与通话：其监听模式不符。管理员可以更改。</translation>
    </message>
    <message>
        <source>Pause playing</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>This installation cannot play sound (ctiapp[audio] is missing). Open it with another program, or save it.</source>
        <translation>此安装无法播放声音（缺少 ctiapp[audio]）。请用其他程序打开，或将其保存。</translation>
    </message>
    <message>
        <source>Nobody waits here now. This PBX does not tell who rings or talks.</source>
        <translation>现在没有人等待。此 PBX 不告知谁在振铃或通话。</translation>
    </message>
    <message>
        <source>{count} waiting. This PBX does not tell who they are, nor how long they have waited.</source>
        <translation>{count} 人等待。此 PBX 不告知他们是谁，也不告知已等待多久。</translation>
    </message>
    <message>
        <source>This PBX does not tell who waits, rings or talks here.</source>
        <translation>此 PBX 不告知谁在等待、振铃或通话。</translation>
    </message>
    <message>
        <source>Handover</source>
        <translation>交接班</translation>
    </message>
    <message>
        <source>Handover · {who}</source>
        <translation>交接班 · {who}</translation>
    </message>
    <message>
        <source>By others</source>
        <translation>他人接听</translation>
    </message>
    <message>
        <source>Mean ring</source>
        <translation>平均振铃</translation>
    </message>
    <message>
        <source>Not there</source>
        <translation>不在</translation>
    </message>
    <message>
        <source>Notes of today</source>
        <translation>今日备注</translation>
    </message>
    <message>
        <source>Nobody waits.</source>
        <translation>无人等候。</translation>
    </message>
    <message>
        <source>Nobody is left to be called back.</source>
        <translation>没有待回拨的人。</translation>
    </message>
    <message>
        <source>Everybody is there.</source>
        <translation>所有人都在。</translation>
    </message>
    <message>
        <source>No notes today.</source>
        <translation>今天没有备注。</translation>
    </message>
    <message>
        <source>slot {slot}</source>
        <translation>驻留位 {slot}</translation>
    </message>
    <message>
        <source>{count}×</source>
        <translation>{count} 次</translation>
    </message>
    <message>
        <source>later: {time}</source>
        <translation>稍后：{time}</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>另有 {count} 项</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>打印…</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>另存为 PDF…</translation>
    </message>
    <message>
        <source>Gather anew</source>
        <translation>重新汇总</translation>
    </message>
    <message>
        <source>Ring in all</source>
        <translation>总振铃</translation>
    </message>
    <message>
        <source>Busy or declined</source>
        <translation>对方忙或已拒接</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>{kind} · {count} numbers</source>
        <translation>{kind} · 共 {count} 个号码</translation>
    </message>
    <message>
        <source>{said}, {kind}, {count} numbers</source>
        <translation>{said}，{kind}，共 {count} 个号码</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>Keep as my own</source>
        <translation>保存为我的联系人</translation>
    </message>
    <message>
        <source>Enter a name or a company.</source>
        <translation>请输入姓名或公司。</translation>
    </message>
    <message>
        <source>A company contact needs a first name.</source>
        <translation>公司联系人需要填写名。</translation>
    </message>
    <message>
        <source>Enter at least one number.</source>
        <translation>请至少输入一个号码。</translation>
    </message>
    <message>
        <source>This cannot be dialled: digits, + at the beginning, * and # only.</source>
        <translation>无法拨打：只能包含数字、开头的 + 以及 * 和 #。</translation>
    </message>
    <message>
        <source>This does not look like an e-mail address.</source>
        <translation>这不像是电子邮件地址。</translation>
    </message>
    <message>
        <source>This is too long.</source>
        <translation>内容过长。</translation>
    </message>
    <message>
        <source>Import contacts</source>
        <translation>导入联系人</translation>
    </message>
    <message>
        <source>A vCard or CSV file, or an LDAP directory, becomes part of your own contacts. Nothing is kept before you have seen what it would be.</source>
        <translation>vCard 或 CSV 文件，或 LDAP 目录，将成为您自己联系人的一部分。在您查看预览之前不会保存任何内容。</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>or drop a file here</source>
        <translation>或将文件拖放到此处</translation>
    </message>
    <message>
        <source>Let go to read this file</source>
        <translation>松开以读取此文件</translation>
    </message>
    <message>
        <source>LDAP directory…</source>
        <translation>LDAP 目录…</translation>
    </message>
    <message>
        <source>Address books (*.vcf *.vcard *.csv *.txt *.tsv);;All files (*)</source>
        <translation>通讯录 (*.vcf *.vcard *.csv *.txt *.tsv);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Choose another source</source>
        <translation>选择其他来源</translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation>正在读取 {name}</translation>
    </message>
    <message>
        <source>Reading {name}: {percent} %</source>
        <translation>正在读取 {name}：{percent} %</translation>
    </message>
    <message>
        <source>Reading {name}: {count}</source>
        <translation>正在读取 {name}：{count}</translation>
    </message>
    <message>
        <source>Comparing with your contacts: {percent} %</source>
        <translation>正在与您的联系人比较：{percent} %</translation>
    </message>
    <message>
        <source>Importing: {percent} %</source>
        <translation>正在导入：{percent} %</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>编码</translation>
    </message>
    <message>
        <source>Between values</source>
        <translation>分隔符</translation>
    </message>
    <message>
        <source>First line has headings</source>
        <translation>首行为标题</translation>
    </message>
    <message>
        <source>Comma</source>
        <translation>逗号</translation>
    </message>
    <message>
        <source>Semicolon</source>
        <translation>分号</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>制表符</translation>
    </message>
    <message>
        <source>Vertical bar</source>
        <translation>竖线</translation>
    </message>
    <message>
        <source>What the columns mean</source>
        <translation>各列的含义</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>Becomes</source>
        <translation>成为</translation>
    </message>
    <message>
        <source>Column {count}</source>
        <translation>第 {count} 列</translation>
    </message>
    <message>
        <source>Meaning of {name}</source>
        <translation>{name} 的含义</translation>
    </message>
    <message>
        <source>The first rows as they would become</source>
        <translation>前几行的导入结果</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>号码</translation>
    </message>
    <message>
        <source>More</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Left out: {reason}</source>
        <translation>忽略：{reason}</translation>
    </message>
    <message>
        <source>{new} new · {changed} changed · {same} the same · {bad} left out</source>
        <translation>新增 {new} · 更新 {changed} · 相同 {same} · 忽略 {bad}</translation>
    </message>
    <message>
        <source>The source has more than {count} rows; the rest was not read.</source>
        <translation>来源超过 {count} 行；其余未读取。</translation>
    </message>
    <message>
        <source>Import {count}</source>
        <translation>导入 {count} 个</translation>
    </message>
    <message>
        <source>Nothing to import</source>
        <translation>没有可导入的内容</translation>
    </message>
    <message>
        <source>Imported from {name}</source>
        <translation>已从 {name} 导入</translation>
    </message>
    <message>
        <source>Take this import back</source>
        <translation>撤销此次导入</translation>
    </message>
    <message>
        <source>It can be taken back until you import something else, or quit.</source>
        <translation>在再次导入或退出程序之前，可以撤销。</translation>
    </message>
    <message>
        <source>Show my contacts</source>
        <translation>显示我的联系人</translation>
    </message>
    <message>
        <source>What was left out, and why</source>
        <translation>被忽略的内容及原因</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Begins with</source>
        <translation>开头</translation>
    </message>
    <message>
        <source>cannot be read as a card</source>
        <translation>无法作为名片读取</translation>
    </message>
    <message>
        <source>a value is too long</source>
        <translation>内容过长</translation>
    </message>
    <message>
        <source>too many columns</source>
        <translation>列数过多</translation>
    </message>
    <message>
        <source>no text</source>
        <translation>不是文本</translation>
    </message>
    <message>
        <source>no name and no company</source>
        <translation>没有姓名和公司</translation>
    </message>
    <message>
        <source>no telephone number</source>
        <translation>没有电话号码</translation>
    </message>
    <message>
        <source>no number that can be dialled</source>
        <translation>没有可拨打的号码</translation>
    </message>
    <message>
        <source>LDAP directory</source>
        <translation>LDAP 目录</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>Search below</source>
        <translation>搜索起点</translation>
    </message>
    <message>
        <source>User (DN)</source>
        <translation>用户 (DN)</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Only people with</source>
        <translation>仅包含</translation>
    </message>
    <message>
        <source>Protection</source>
        <translation>加密方式</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>StartTLS</source>
        <translation>StartTLS</translation>
    </message>
    <message>
        <source>None: password and contacts can be read on the way</source>
        <translation>无：密码和联系人可能在途中被读取</translation>
    </message>
    <message>
        <source>CA file (optional)</source>
        <translation>CA 文件（可选）</translation>
    </message>
    <message>
        <source>Remember the password in the key store</source>
        <translation>在密钥库中记住密码</translation>
    </message>
    <message>
        <source>Kept in the key store</source>
        <translation>已保存在密钥库中</translation>
    </message>
    <message>
        <source>Read the directory</source>
        <translation>读取目录</translation>
    </message>
    <message>
        <source>Trust exactly this one</source>
        <translation>只信任这一个</translation>
    </message>
    <message>
        <source>A note has {most} characters at most. Nothing was changed: write it shorter.</source>
        <translation>备注最多 {most} 个字符，没有作任何更改：请写得短一些。</translation>
    </message>
    <message>
        <source>There is no call to write a note on.</source>
        <translation>没有可以写备注的通话。</translation>
    </message>
    <message>
        <source>Enter as whom to greet there.</source>
        <translation>请输入在那里以什么名义问候。</translation>
    </message>
    <message>
        <source>This is too long: a greeting has {most} characters at most.</source>
        <translation>太长了：问候语最多 {most} 个字符。</translation>
    </message>
    <message>
        <source>{number} has a greeting already. Change it there.</source>
        <translation>{number} 已有问候语，请在那里更改。</translation>
    </message>
    <message>
        <source>There is room for {most} greetings. Remove one, then add this.</source>
        <translation>最多可有 {most} 条问候语。请先删除一条，再添加这一条。</translation>
    </message>
    <message>
        <source>Who calls here withholds the number: nothing is kept by which to find them.</source>
        <translation>来电者隐藏了号码：没有保存任何可以找到对方的内容。</translation>
    </message>
    <message>
        <source>Your data could not be written. Choose another place, or make room on the disk, and export again.</source>
        <translation>无法写入您的数据。请选择其他位置或腾出磁盘空间，然后重新导出。</translation>
    </message>
    <message>
        <source>Deleted what was kept about {number}: {count}.</source>
        <translation>已删除保存的关于 {number} 的内容：{count} 条。</translation>
    </message>
    <message>
        <source>Nothing is kept about {number}.</source>
        <translation>没有保存关于 {number} 的任何内容。</translation>
    </message>
    <message>
        <source>Called as</source>
        <translation>拨打的是</translation>
    </message>
    <message>
        <source>typed {digits}</source>
        <translation>按键 {digits}</translation>
    </message>
    <message>
        <source>Send to {name}</source>
        <translation>转给 {name}</translation>
    </message>
    <message>
        <source>Note on this call</source>
        <translation>此通话的备注</translation>
    </message>
    <message>
        <source>Note on the call with {name}</source>
        <translation>与 {name} 通话的备注</translation>
    </message>
    <message>
        <source>“{note}”</source>
        <translation>“{note}”</translation>
    </message>
    <message>
        <source>Write a note on the call</source>
        <translation>为通话写备注</translation>
    </message>
    <message>
        <source>Greet as</source>
        <translation>问候名义</translation>
    </message>
    <message>
        <source>Typed {digits}</source>
        <translation>按键 {digits}</translation>
    </message>
    <message>
        <source>{count}st call today</source>
        <translation>今天第 {count} 次来电</translation>
    </message>
    <message>
        <source>{count}nd call today</source>
        <translation>今天第 {count} 次来电</translation>
    </message>
    <message>
        <source>{count}rd call today</source>
        <translation>今天第 {count} 次来电</translation>
    </message>
    <message>
        <source>{count}th call today</source>
        <translation>今天第 {count} 次来电</translation>
    </message>
    <message>
        <source>{count} abandoned</source>
        <translation>{count} 次未接通</translation>
    </message>
    <message>
        <source>{calls}, {abandoned}</source>
        <translation>{calls}，{abandoned}</translation>
    </message>
    <message>
        <source>last spoke to {name}, {time}</source>
        <translation>上次通话对象 {name}，{time}</translation>
    </message>
    <message>
        <source>last spoke to you, {time}</source>
        <translation>上次与您通话，{time}</translation>
    </message>
    <message>
        <source>today {time}</source>
        <translation>今天 {time}</translation>
    </message>
    <message>
        <source>yesterday {time}</source>
        <translation>昨天 {time}</translation>
    </message>
    <message>
        <source>{day} {time}</source>
        <translation>{day} {time}</translation>
    </message>
    <message>
        <source>Who is it?</source>
        <translation>是谁？</translation>
    </message>
    <message>
        <source>Consent to record</source>
        <translation>录音征询</translation>
    </message>
    <message>
        <source>What you have to say before a call is recorded. It stands on the call as soon as you begin to record. Leave it empty where you need none.</source>
        <translation>录音前您需要说的话。开始录音后会立即显示在通话上。不需要时请留空。</translation>
    </message>
    <message>
        <source>The sentence to say before recording</source>
        <translation>录音前要说的话</translation>
    </message>
    <message>
        <source>e.g. I would like to record this call. Do you agree?</source>
        <translation>例如：我想对本次通话录音，您同意吗？</translation>
    </message>
    <message>
        <source>Say:</source>
        <translation>请说：</translation>
    </message>
    <message>
        <source>Greetings</source>
        <translation>问候语</translation>
    </message>
    <message>
        <source>As whom to greet when one of these numbers is called. Where the PBX does not tell the called number, the number of the queue counts.</source>
        <translation>拨打这些号码之一时以什么名义问候。如果 PBX 不告知被叫号码，则以队列号码为准。</translation>
    </message>
    <message>
        <source>Called number or queue</source>
        <translation>被叫号码或队列</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Add greeting</source>
        <translation>添加问候语</translation>
    </message>
    <message>
        <source>Change the greeting for {number}</source>
        <translation>更改 {number} 的问候语</translation>
    </message>
    <message>
        <source>Remove the greeting for {number}</source>
        <translation>删除 {number} 的问候语</translation>
    </message>
    <message>
        <source>No greetings yet. Add the first one below.</source>
        <translation>还没有问候语，请在下面添加第一条。</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>隐私</translation>
    </message>
    <message>
        <source>What this computer keeps of calls, and for how long. The PBX keeps its own lists.</source>
        <translation>本机保存哪些通话内容以及保存多久。PBX 另有自己的记录。</translation>
    </message>
    <message>
        <source>Who was listened to, logged in or out, or paused from here.</source>
        <translation>从这里监听、登录、登出或暂停过谁。</translation>
    </message>
    <message>
        <source>Keep the people of a PBX</source>
        <translation>保存 PBX 的联系人</translation>
    </message>
    <message>
        <source>After you last signed in to it. Notes on them go with them; your own contacts stay.</source>
        <translation>自您上次登录该 PBX 起计算。对这些联系人的备注会一并删除；您自己的联系人不受影响。</translation>
    </message>
    <message>
        <source>Forget a number</source>
        <translation>忘记号码</translation>
    </message>
    <message>
        <source>Forget…</source>
        <translation>忘记…</translation>
    </message>
    <message>
        <source>Forget this number…</source>
        <translation>忘记此号码…</translation>
    </message>
    <message>
        <source>Export my data…</source>
        <translation>导出我的数据…</translation>
    </message>
    <message>
        <source>Writing… {count}</source>
        <translation>正在写入… {count}</translation>
    </message>
    <message>
        <source>The PBX does not let you delete company contacts. Nothing was changed. Ask your administrator for the right.</source>
        <translation>电话系统不允许您删除公司联系人。未作更改。请向管理员申请此权限。</translation>
    </message>
    <message>
        <source>Add to contacts</source>
        <translation>添加到联系人</translation>
    </message>
    <message numerus="yes">
        <source>%n s left to decide</source>
        <translation>
            <numerusform>剩余 %n 秒</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n seconds left to decide</source>
        <translation>
            <numerusform>剩余 %n 秒可供决定</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minutes</source>
        <translation>
            <numerusform>%n 分钟</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n queues</source>
        <translation>
            <numerusform>%n 个队列</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n 天</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n calls not taken</source>
        <translation>
            <numerusform>%n 个来电未接</numerusform>
        </translation>
    </message>
    <message>
        <source>Answered by {name}</source>
        <translation>由 {name} 接听</translation>
    </message>
    <message>
        <source>No try is left: another wrong one is refused by the PBX.</source>
        <translation>已没有剩余次数：再输错将被 PBX 拒绝。</translation>
    </message>
    <message numerus="yes">
        <source>%n tries left.</source>
        <translation>
            <numerusform>还剩 %n 次机会。</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep calls</source>
        <translation>保存通话</translation>
    </message>
    <message>
        <source>Keep notes</source>
        <translation>保存备注</translation>
    </message>
    <message>
        <source>Keep what was done for others</source>
        <translation>保存代他人所做的操作</translation>
    </message>
    <message>
        <source>For ever</source>
        <translation>永久</translation>
    </message>
    <message>
        <source>Its calls, its notes, and what was chosen for it, on this computer.</source>
        <translation>本机上该号码的通话、备注以及为它所作的选择。</translation>
    </message>
    <message>
        <source>Delete what is kept about {number}? Calls: {calls}, notes: {notes}, choices: {choices}. This cannot be undone.</source>
        <translation>删除保存的关于 {number} 的内容？通话：{calls}，备注：{notes}，选择：{choices}。此操作无法撤消。</translation>
    </message>
    <message>
        <source>Calls, notes, favourites, your own contacts and settings, without any secret, in one archive.</source>
        <translation>通话、备注、收藏、您自己的联系人和设置，不含任何密钥，存于一个压缩包中。</translation>
    </message>
    <message numerus="yes">
        <source>+%n more calls ringing</source>
        <translation>
            <numerusform>另有 %n 个来电</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n calls ringing</source>
        <translation>
            <numerusform>%n 个来电</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people in the call</source>
        <translation>
            <numerusform>通话中共 %n 人</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n recordings</source>
        <translation>
            <numerusform>%n 条录音</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n calls</source>
        <translation>
            <numerusform>%n 个通话</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tries</source>
        <translation>
            <numerusform>%n 次来电</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people to call back</source>
        <translation>
            <numerusform>%n 人待回电</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n put off</source>
        <translation>
            <numerusform>%n 人已推迟</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>%n 分钟前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h ago</source>
        <translation>
            <numerusform>%n 小时前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n days ago</source>
        <translation>
            <numerusform>%n 天前</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n parts</source>
        <translation>
            <numerusform>%n 段</numerusform>
        </translation>
    </message>
    <message>
        <source>length not known</source>
        <translation>时长未知</translation>
    </message>
    <message numerus="yes">
        <source>%n seconds</source>
        <translation>
            <numerusform>%n 秒</numerusform>
        </translation>
    </message>
    <message>
        <source>A hotel system is connected to this PBX and looks after its rooms. Nothing was changed. Do it in the hotel system.</source>
        <translation>此 PBX 已对接酒店系统，客房由该系统管理。未作任何更改，请在酒店系统中操作。</translation>
    </message>
    <message>
        <source>A hotel system is connected to this PBX and checks guests out. Nothing was erased. Check the guest out in the hotel system.</source>
        <translation>此 PBX 已对接酒店系统，退房由该系统办理。未清除任何内容，请在酒店系统中为客人退房。</translation>
    </message>
    <message>
        <source>The PBX does not take some of what was written. Nothing was changed. Correct it and try again.</source>
        <translation>PBX 不接受部分填写内容。未作任何更改，请修改后重试。</translation>
    </message>
    <message>
        <source>The PBX has as many extensions as it may have. None was created. Ask your administrator for more.</source>
        <translation>PBX 的分机数已达上限，未添加分机。请联系管理员扩容。</translation>
    </message>
    <message>
        <source>The PBX does not let this extension go: it is in use, on a call perhaps. Nothing was deleted. Try again later.</source>
        <translation>PBX 不允许删除此分机：它正在使用中，可能正在通话。未删除，请稍后重试。</translation>
    </message>
    <message>
        <source>A number has 1 to 7 digits and nothing else.</source>
        <translation>号码为 1 到 7 位数字，不含其他字符。</translation>
    </message>
    <message>
        <source>10 to 63 characters, among them a digit, a capital and a small letter.</source>
        <translation>10 到 63 个字符，须包含数字、大写字母和小写字母。</translation>
    </message>
    <message>
        <source>1 to 63 characters.</source>
        <translation>1 到 63 个字符。</translation>
    </message>
    <message>
        <source>8 to 63 characters.</source>
        <translation>8 到 63 个字符。</translation>
    </message>
    <message>
        <source>At most 31 digits, letters and ( ) . - + * #, without blanks.</source>
        <translation>最多 31 个字符：数字、字母和 ( ) . - + * #，不含空格。</translation>
    </message>
    <message>
        <source>1, 2 or 3 phones.</source>
        <translation>1、2 或 3 部话机。</translation>
    </message>
    <message>
        <source>5 to 300 seconds.</source>
        <translation>5 到 300 秒。</translation>
    </message>
    <message>
        <source>Write something here.</source>
        <translation>请在此填写。</translation>
    </message>
    <message>
        <source>At most 127 characters on one line.</source>
        <translation>单行，最多 127 个字符。</translation>
    </message>
    <message>
        <source>1 to 31 characters, without blanks and none of ; &amp; &quot; &apos; \ &lt; &gt; `.</source>
        <translation>1 到 31 个字符，不含空格，也不含 ; &amp; &quot; &apos; \ &lt; &gt; `。</translation>
    </message>
    <message>
        <source>6 to 63 characters, without blanks and none of ; &amp; &quot; &apos; \ &lt; &gt; `.</source>
        <translation>6 到 63 个字符，不含空格，也不含 ; &amp; &quot; &apos; \ &lt; &gt; `。</translation>
    </message>
    <message>
        <source>Letters without accents, digits and ~ ^ * - _ ? alone.</source>
        <translation>只能使用英文字母、数字和 ~ ^ * - _ ?。</translation>
    </message>
    <message>
        <source>A name has none of ! % . @ : ; &amp; &quot; &apos; \ &lt; &gt; ` $.</source>
        <translation>姓名不含 ! % . @ : ; &amp; &quot; &apos; \ &lt; &gt; ` $。</translation>
    </message>
    <message>
        <source>A whole number, 1 at least.</source>
        <translation>整数，至少为 1。</translation>
    </message>
    <message>
        <source>1 to 5 phones.</source>
        <translation>1 到 5 部话机。</translation>
    </message>
    <message>
        <source>At most 15 digits and nothing else.</source>
        <translation>最多 15 位数字，不含其他字符。</translation>
    </message>
    <message>
        <source>The PBX does not take this.</source>
        <translation>PBX 不接受此内容。</translation>
    </message>
    <message>
        <source>Somebody else has this already.</source>
        <translation>已被其他分机使用。</translation>
    </message>
    <message>
        <source>{holder} has this already.</source>
        <translation>{holder} 已使用此内容。</translation>
    </message>
    <message>
        <source>{number} is your own extension. You would be signed out for good, so it is not deleted here.</source>
        <translation>{number} 是您自己的分机，删除后您将无法登录，因此不能在此删除。</translation>
    </message>
    <message>
        <source>Look first at what goes with {number}. Nothing was deleted.</source>
        <translation>请先查看删除 {number} 会清除哪些内容。未删除。</translation>
    </message>
    <message>
        <source>{number} is on the phone. Nothing was deleted. Try again when the call is over.</source>
        <translation>{number} 正在通话，未删除。请在通话结束后重试。</translation>
    </message>
    <message>
        <source>Somebody else is in {number} now: {guest}. Nothing was deleted. Look at it again.</source>
        <translation>{number} 的登记已变为：{guest}。未删除，请重新查看。</translation>
    </message>
    <message>
        <source>{number} was created. Open “New room” again to see what its phone needs.</source>
        <translation>{number} 已创建。再次打开“新建客房”可查看话机所需的信息。</translation>
    </message>
    <message>
        <source>{number} was created. What its phone needs can be read at the PBX.</source>
        <translation>{number} 已创建。话机所需的信息可在 PBX 上查看。</translation>
    </message>
    <message>
        <source>The PBX did not object, but it still has {number}. Look at it again in a moment.</source>
        <translation>PBX 未报错，但 {number} 仍然存在。请稍后再查看。</translation>
    </message>
    <message>
        <source>New room or extension</source>
        <translation>新建客房或分机</translation>
    </message>
    <message>
        <source>Only the number must be written. All else is as in the neighbouring rooms, or can be added later.</source>
        <translation>只需填写号码，其余与相邻客房一致，也可稍后补充。</translation>
    </message>
    <message>
        <source>Outside calls through</source>
        <translation>可用呼出路由</translation>
    </message>
    <message>
        <source>None chosen: it can call inside the house only.</source>
        <translation>未选择：只能拨打内线。</translation>
    </message>
    <message>
        <source>The PBX tells of no way out: it can call inside the house only.</source>
        <translation>PBX 未提供呼出路由：只能拨打内线。</translation>
    </message>
    <message>
        <source>What it may call outside is set at the PBX, not here.</source>
        <translation>外线拨打权限在 PBX 上设置，不在这里设置。</translation>
    </message>
    <message>
        <source>Being read from the PBX…</source>
        <translation>正在从 PBX 读取…</translation>
    </message>
    <message>
        <source>Passwords and phone</source>
        <translation>密码与话机</translation>
    </message>
    <message>
        <source>Fewer fields</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Password of its user</source>
        <translation>用户密码</translation>
    </message>
    <message>
        <source>Registration name</source>
        <translation>认证名称</translation>
    </message>
    <message>
        <source>Registration password</source>
        <translation>注册密码</translation>
    </message>
    <message>
        <source>Phones at once</source>
        <translation>同时注册话机数</translation>
    </message>
    <message>
        <source>Rings for (seconds)</source>
        <translation>响铃时间（秒）</translation>
    </message>
    <message>
        <source>Number that others see</source>
        <translation>显示号码</translation>
    </message>
    <message>
        <source>Its own</source>
        <translation>与分机号码相同</translation>
    </message>
    <message>
        <source>PIN of the voicemail box</source>
        <translation>语音信箱密码</translation>
    </message>
    <message>
        <source>As the PBX makes it</source>
        <translation>由 PBX 决定</translation>
    </message>
    <message>
        <source>Messages also by e-mail</source>
        <translation>留言同时发送到邮箱</translation>
    </message>
    <message>
        <source>Nobody answers: on to extension</source>
        <translation>无人接听时转到分机</translation>
    </message>
    <message>
        <source>Busy: on to extension</source>
        <translation>占线时转到分机</translation>
    </message>
    <message>
        <source>Longest call (seconds)</source>
        <translation>最长通话（秒）</translation>
    </message>
    <message>
        <source>As for all at this PBX</source>
        <translation>与全 PBX 相同</translation>
    </message>
    <message>
        <source>Takes no calls (do not disturb)</source>
        <translation>不接来电（免打扰）</translation>
    </message>
    <message>
        <source>Has a voicemail box</source>
        <translation>启用语音信箱</translation>
    </message>
    <message>
        <source>Show: {what}</source>
        <translation>显示：{what}</translation>
    </message>
    <message>
        <source>Hide: {what}</source>
        <translation>隐藏：{what}</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>Creating…</source>
        <translation>正在创建…</translation>
    </message>
    <message>
        <source>{number} is there: it was read back from the PBX.</source>
        <translation>{number} 已创建，并已从 PBX 读取确认。</translation>
    </message>
    <message>
        <source>{number} was created, but could not be read back. Look for it in the list.</source>
        <translation>{number} 已创建，但未能读取确认。请在列表中查看。</translation>
    </message>
    <message>
        <source>{number} was created, but the PBX has some of it otherwise.</source>
        <translation>{number} 已创建，但 PBX 中部分内容与填写的不同。</translation>
    </message>
    <message>
        <source>not as it was written</source>
        <translation>与填写的不同</translation>
    </message>
    <message>
        <source>For whoever sets up the phone. This is shown now only.</source>
        <translation>供设置话机使用，仅在此显示一次。</translation>
    </message>
    <message>
        <source>The PBX does not take: {what}. Nothing was created.</source>
        <translation>PBX 不接受：{what}。未创建。</translation>
    </message>
    <message>
        <source>department</source>
        <translation>部门</translation>
    </message>
    <message>
        <source>presence</source>
        <translation>在线状态</translation>
    </message>
    <message>
        <source>voicemail</source>
        <translation>语音信箱</translation>
    </message>
    <message>
        <source>Delete {number}</source>
        <translation>删除 {number}</translation>
    </message>
    <message>
        <source>This cannot be undone. The phone of {number} stops working, and all of this goes:</source>
        <translation>此操作无法撤销。{number} 的话机将停用，并清除以下全部内容：</translation>
    </message>
    <message>
        <source>What goes with it</source>
        <translation>将被清除的内容</translation>
    </message>
    <message>
        <source>It is on the phone. It can be deleted when the call is over.</source>
        <translation>正在通话，通话结束后才能删除。</translation>
    </message>
    <message>
        <source>Guest or name</source>
        <translation>客人或姓名</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>无</translation>
    </message>
    <message>
        <source>could not be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>Wake-up calls</source>
        <translation>叫醒</translation>
    </message>
    <message>
        <source>Wake-up calls with a date</source>
        <translation>指定日期的叫醒</translation>
    </message>
    <message>
        <source>Voicemail, settings and passwords</source>
        <translation>语音留言、设置和密码</translation>
    </message>
    <message>
        <source>Type its number to confirm, then Enter</source>
        <translation>输入号码确认，然后按 Enter</translation>
    </message>
    <message>
        <source>Type the number of the room, or hold the button down.</source>
        <translation>请输入房间号码，或按住按钮。</translation>
    </message>
    <message>
        <source>{number} is deleted: the PBX has it no more.</source>
        <translation>{number} 已删除，PBX 中已不存在。</translation>
    </message>
    <message>
        <source>At this desk</source>
        <translation>本机记录</translation>
    </message>
    <message>
        <source>This is no hotel: say so in the settings, and which extensions are rooms.</source>
        <translation>这不是酒店：请在设置中说明，并指定哪些分机是客房。</translation>
    </message>
    <message>
        <source>Check-out erases what is shown, and cannot be undone: say --yes.</source>
        <translation>退房会清除所列内容且无法撤销：请加上 --yes。</translation>
    </message>
    <message>
        <source>Not all of it was done.</source>
        <translation>没有全部完成。</translation>
    </message>
    <message>
        <source>Room {room} has no such wake-up call.</source>
        <translation>客房 {room} 没有这个叫醒。</translation>
    </message>
    <message>
        <source>No wake-up call of room {room} has to be seen to.</source>
        <translation>客房 {room} 没有需要处理的叫醒。</translation>
    </message>
    <message>
        <source>The night sheet could not be written. Choose another place, or make room on the disk, and save again.</source>
        <translation>夜班单无法写入。请换一个位置，或清理磁盘空间后再保存。</translation>
    </message>
    <message>
        <source>Something is being written here. Save it, or leave it with Esc, first.</source>
        <translation>这里还有未保存的内容。请先保存，或按 Esc 放弃。</translation>
    </message>
    <message>
        <source>Choose a room in the list first.</source>
        <translation>请先在列表中选择一间客房。</translation>
    </message>
    <message>
        <source>This wake-up call is not there any more. Nothing was changed.</source>
        <translation>这个叫醒已不存在。没有做任何更改。</translation>
    </message>
    <message>
        <source>Set: room {room}, {time}. Read back from the PBX.</source>
        <translation>已设置：客房 {room}，{time}。已从 PBX 读回确认。</translation>
    </message>
    <message>
        <source>Planned: room {room}, {time}. This desk sets it on the PBX when its day comes.</source>
        <translation>已计划：客房 {room}，{time}。到那一天由本台在 PBX 上设置。</translation>
    </message>
    <message>
        <source>Your phone calls room {room}. Say how it went when you have spoken to the guest.</source>
        <translation>您的话机正在呼叫客房 {room}。与客人通话后，请说明结果。</translation>
    </message>
    <message>
        <source>Written down: {room} is awake. {name}, {time}.</source>
        <translation>已记录：{room} 已醒。{name}，{time}。</translation>
    </message>
    <message>
        <source>{room} is rung again at {time}.</source>
        <translation>{time} 将再次振铃叫醒 {room}。</translation>
    </message>
    <message>
        <source>There is no room {room}.</source>
        <translation>没有客房 {room}。</translation>
    </message>
    <message>
        <source>{text} is no time of the day. One reads like 06:45.</source>
        <translation>{text} 不是时间。正确写法如 06:45。</translation>
    </message>
    <message>
        <source>{text} is no weekday. They are mon, tue, wed, thu, fri, sat and sun.</source>
        <translation>{text} 不是星期。可用 mon、tue、wed、thu、fri、sat、sun。</translation>
    </message>
    <message>
        <source>{text} is no day. One reads like 2026-11-24.</source>
        <translation>{text} 不是日期。正确写法如 2026-11-24。</translation>
    </message>
    <message>
        <source>It can ring again {least} to {most} times.</source>
        <translation>可以再响 {least} 到 {most} 次。</translation>
    </message>
    <message>
        <source>It can ring again after {least} to {most} minutes.</source>
        <translation>可以在 {least} 到 {most} 分钟后再响。</translation>
    </message>
    <message>
        <source>{range} is no range of rooms: it goes from the smaller number to the larger one, both of as many digits.</source>
        <translation>{range} 不是房间范围：应从较小的号码到较大的号码，且位数相同。</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>客房</translation>
    </message>
    <message>
        <source>Show the rooms</source>
        <translation>显示客房</translation>
    </message>
    <message>
        <source>Room or guest…</source>
        <translation>房号或客人…</translation>
    </message>
    <message>
        <source>Occupied {count}</source>
        <translation>在住 {count}</translation>
    </message>
    <message>
        <source>Check-out today {count}</source>
        <translation>今日退房 {count}</translation>
    </message>
    <message>
        <source>Group wake-up…</source>
        <translation>团体叫醒…</translation>
    </message>
    <message>
        <source>Night sheet…</source>
        <translation>夜班单…</translation>
    </message>
    <message>
        <source>New room…</source>
        <translation>新建客房…</translation>
    </message>
    <message>
        <source>Delete this room…</source>
        <translation>删除此客房…</translation>
    </message>
    <message>
        <source>Edit guest</source>
        <translation>编辑客人</translation>
    </message>
    <message>
        <source>Check in</source>
        <translation>入住</translation>
    </message>
    <message>
        <source>Add wake-up</source>
        <translation>添加叫醒</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>房号</translation>
    </message>
    <message>
        <source>Guest</source>
        <translation>客人</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>入住情况</translation>
    </message>
    <message>
        <source>Next wake-up</source>
        <translation>下次叫醒</translation>
    </message>
    <message>
        <source>marked</source>
        <translation>已标记</translation>
    </message>
    <message>
        <source>needs you</source>
        <translation>需要处理</translation>
    </message>
    <message>
        <source>Vacant</source>
        <translation>空房</translation>
    </message>
    <message>
        <source>Occupied</source>
        <translation>在住</translation>
    </message>
    <message>
        <source>Check-out today</source>
        <translation>今日退房</translation>
    </message>
    <message>
        <source>wake-up {what}</source>
        <translation>叫醒 {what}</translation>
    </message>
    <message>
        <source>no wake-up</source>
        <translation>没有叫醒</translation>
    </message>
    <message>
        <source>No room fits what you typed. Esc shows them all.</source>
        <translation>没有符合输入内容的客房。按 Esc 显示全部。</translation>
    </message>
    <message>
        <source>No extension is a room yet. Say in the settings which ones are, or create a new room.</source>
        <translation>还没有任何分机是客房。请在设置中指定，或新建客房。</translation>
    </message>
    <message>
        <source>Read from the PBX at {time}.</source>
        <translation>{time} 从 PBX 读取。</translation>
    </message>
    <message>
        <source>Type to look for a room or a guest · Space marks a room</source>
        <translation>输入即可查找房号或客人 · 空格键标记客房</translation>
    </message>
    <message>
        <source>Choose a room in the list.</source>
        <translation>请在列表中选择一间客房。</translation>
    </message>
    <message>
        <source>Room {number}</source>
        <translation>客房 {number}</translation>
    </message>
    <message>
        <source>Extension {number}</source>
        <translation>分机 {number}</translation>
    </message>
    <message>
        <source>Extension {number} · outside calls allowed</source>
        <translation>分机 {number} · 允许外线</translation>
    </message>
    <message>
        <source>Extension {number} · outside calls not allowed</source>
        <translation>分机 {number} · 不允许外线</translation>
    </message>
    <message>
        <source>Extension {number} · outside calls: not known</source>
        <translation>分机 {number} · 外线权限未知</translation>
    </message>
    <message>
        <source>From {first} till {last}</source>
        <translation>{first} 至 {last}</translation>
    </message>
    <message>
        <source>Last call: {who}, {time}</source>
        <translation>最近通话：{who}，{time}</translation>
    </message>
    <message>
        <source>Wake-ups</source>
        <translation>叫醒</translation>
    </message>
    <message>
        <source>{count} of {most}</source>
        <translation>{count} / {most}</translation>
    </message>
    <message>
        <source>Check-out erases the guest’s name, voicemail, wake-ups and outside-call permission. It cannot be undone.</source>
        <translation>退房会清除客人姓名、语音留言、叫醒和外线权限，且无法恢复。</translation>
    </message>
    <message>
        <source>Check out room {number}…</source>
        <translation>客房 {number} 退房…</translation>
    </message>
    <message>
        <source>Delete it</source>
        <translation>确认删除</translation>
    </message>
    <message>
        <source>Deleting…</source>
        <translation>正在删除…</translation>
    </message>
    <message>
        <source>Change the wake-up at {time}</source>
        <translation>更改 {time} 的叫醒</translation>
    </message>
    <message>
        <source>Delete the wake-up at {time}</source>
        <translation>删除 {time} 的叫醒</translation>
    </message>
    <message>
        <source>once</source>
        <translation>一次</translation>
    </message>
    <message>
        <source>every day</source>
        <translation>每天</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>明天</translation>
    </message>
    <message>
        <source>{day} {date}</source>
        <translation>{date} {day}</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>M月d日</translation>
    </message>
    <message>
        <source>{times}, {minutes} min</source>
        <translation>{times}，间隔 {minutes} 分钟</translation>
    </message>
    <message>
        <source>answered {time}</source>
        <translation>{time} 已接听</translation>
    </message>
    <message>
        <source>NOT ANSWERED, ringing again {time}</source>
        <translation>未接听，{time} 再次振铃</translation>
    </message>
    <message>
        <source>still to ring</source>
        <translation>尚未振铃</translation>
    </message>
    <message>
        <source>ringing now</source>
        <translation>正在振铃</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>已接听</translation>
    </message>
    <message>
        <source>NOT ANSWERED</source>
        <translation>未接听</translation>
    </message>
    <message>
        <source>BUSY, NOT WOKEN</source>
        <translation>占线，未叫醒</translation>
    </message>
    <message>
        <source>NOT KNOWN WHETHER WOKEN</source>
        <translation>不知是否已叫醒</translation>
    </message>
    <message>
        <source>NOT WATCHED</source>
        <translation>无人值守</translation>
    </message>
    <message>
        <source>NOT SET</source>
        <translation>未能设置</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>called by {name}, {time}</source>
        <translation>{name} 已电话叫醒，{time}</translation>
    </message>
    <message>
        <source>woken by {name}, {time}</source>
        <translation>{name} 已当面叫醒，{time}</translation>
    </message>
    <message>
        <source>seen to by {name}, {time}</source>
        <translation>{name} 已处理，{time}</translation>
    </message>
    <message>
        <source>set on its day</source>
        <translation>到期设置</translation>
    </message>
    <message>
        <source>could not be set</source>
        <translation>无法设置</translation>
    </message>
    <message>
        <source>{number} is rung again: {time}.</source>
        <translation>正在再次叫醒 {number}：{time}。</translation>
    </message>
    <message>
        <source>{number} did not answer at {time}.</source>
        <translation>{number} 在 {time} 未接听。</translation>
    </message>
    <message>
        <source>{number} was on the phone at {time} and was not woken.</source>
        <translation>{number} 在 {time} 正在通话，没有被叫醒。</translation>
    </message>
    <message>
        <source>{number}: nobody knows whether the wake-up at {time} was answered.</source>
        <translation>{number}：不知道 {time} 的叫醒是否已接听。</translation>
    </message>
    <message>
        <source>{number}: nobody watched whether the wake-up at {time} was answered.</source>
        <translation>{number}：{time} 的叫醒是否接听无人值守。</translation>
    </message>
    <message>
        <source>{number}: the wake-up for {time} could not be set.</source>
        <translation>{number}：{time} 的叫醒未能设置。</translation>
    </message>
    <message>
        <source>Again at {time}.</source>
        <translation>{time} 再次振铃。</translation>
    </message>
    <message>
        <source>The PBX told nothing of this room’s phone.</source>
        <translation>PBX 没有通报这间客房的话机状态。</translation>
    </message>
    <message>
        <source>The connection to the PBX was down.</source>
        <translation>当时与 PBX 的连接已断开。</translation>
    </message>
    <message>
        <source>This program was not running.</source>
        <translation>当时本程序没有运行。</translation>
    </message>
    <message>
        <source>The voicemail took the call.</source>
        <translation>电话被语音信箱接走。</translation>
    </message>
    <message>
        <source>The call was forwarded from the room.</source>
        <translation>电话从客房被转走。</translation>
    </message>
    <message>
        <source>The room does not want to be disturbed.</source>
        <translation>客房设置了免打扰。</translation>
    </message>
    <message>
        <source>The PBX could not ring the room.</source>
        <translation>PBX 无法使客房振铃。</translation>
    </message>
    <message>
        <source>It may have been another call.</source>
        <translation>也可能是另一通电话。</translation>
    </message>
    <message>
        <source>It is not among the PBX’s alarms any more.</source>
        <translation>PBX 的叫醒列表中已没有它。</translation>
    </message>
    <message>
        <source>The PBX did not take it.</source>
        <translation>PBX 没有接受。</translation>
    </message>
    <message>
        <source>Call the room</source>
        <translation>呼叫客房</translation>
    </message>
    <message>
        <source>Ring again</source>
        <translation>再次振铃</translation>
    </message>
    <message>
        <source>Woken in person</source>
        <translation>已当面叫醒</translation>
    </message>
    <message>
        <source>Call room {number}</source>
        <translation>呼叫客房 {number}</translation>
    </message>
    <message>
        <source>Ring room {number} again</source>
        <translation>再次振铃叫醒客房 {number}</translation>
    </message>
    <message>
        <source>{number} was woken in person</source>
        <translation>{number} 已当面叫醒</translation>
    </message>
    <message>
        <source>Woken by phone</source>
        <translation>已电话叫醒</translation>
    </message>
    <message>
        <source>{number} was woken by phone</source>
        <translation>{number} 已电话叫醒</translation>
    </message>
    <message>
        <source>Nobody watched the wake-up calls from {first} till {last}. Those that should have rung meanwhile are listed as not watched.</source>
        <translation>{first} 至 {last} 期间无人值守叫醒。期间应振铃的叫醒列为“无人值守”。</translation>
    </message>
    <message>
        <source>I have read it</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>rung again at {time}</source>
        <translation>{time} 再次振铃</translation>
    </message>
    <message>
        <source>Doing it…</source>
        <translation>正在处理…</translation>
    </message>
    <message>
        <source>A wake-up call was missed</source>
        <translation>有叫醒未接听</translation>
    </message>
    <message>
        <source>Wake-ups today {count}</source>
        <translation>今日叫醒 {count}</translation>
    </message>
    <message>
        <source>Wake-ups today</source>
        <translation>今日叫醒</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Log of the wake-ups</source>
        <translation>叫醒记录</translation>
    </message>
    <message>
        <source>Wake-ups of room {number}: log</source>
        <translation>客房 {number} 的叫醒记录</translation>
    </message>
    <message>
        <source>Reading the log…</source>
        <translation>正在读取记录…</translation>
    </message>
    <message>
        <source>The newest line first</source>
        <translation>最新的在前</translation>
    </message>
    <message>
        <source>Nothing was done or happened here yet.</source>
        <translation>这里还没有任何记录。</translation>
    </message>
    <message>
        <source>by another desk, the PBX’s page or a guest</source>
        <translation>由其他台、PBX 网页或客人操作</translation>
    </message>
    <message>
        <source>set</source>
        <translation>已设置</translation>
    </message>
    <message>
        <source>was about to be set</source>
        <translation>准备设置</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>已更改</translation>
    </message>
    <message>
        <source>was about to be changed</source>
        <translation>准备更改</translation>
    </message>
    <message>
        <source>was about to be cancelled</source>
        <translation>准备取消</translation>
    </message>
    <message>
        <source>failed, or not known</source>
        <translation>失败或未知</translation>
    </message>
    <message>
        <source>planned</source>
        <translation>已计划</translation>
    </message>
    <message>
        <source>planned no more</source>
        <translation>已取消计划</translation>
    </message>
    <message>
        <source>rang</source>
        <translation>振铃</translation>
    </message>
    <message>
        <source>not answered</source>
        <translation>未接听</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>占线</translation>
    </message>
    <message>
        <source>not known whether woken</source>
        <translation>不知是否已叫醒</translation>
    </message>
    <message>
        <source>not watched</source>
        <translation>无人值守</translation>
    </message>
    <message>
        <source>somebody was called for</source>
        <translation>已告警</translation>
    </message>
    <message>
        <source>seen to</source>
        <translation>已处理</translation>
    </message>
    <message>
        <source>rung once more</source>
        <translation>再次振铃</translation>
    </message>
    <message>
        <source>room called</source>
        <translation>已呼叫客房</translation>
    </message>
    <message>
        <source>nobody watched for a time</source>
        <translation>一段时间无人值守</translation>
    </message>
    <message>
        <source>Correct it</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Try again: {what}</source>
        <translation>重试：{what}</translation>
    </message>
    <message>
        <source>Receipt</source>
        <translation>回执</translation>
    </message>
    <message>
        <source>Check in to room {number}</source>
        <translation>客房 {number} 入住</translation>
    </message>
    <message>
        <source>Guest of room {number}</source>
        <translation>客房 {number} 的客人</translation>
    </message>
    <message>
        <source>Second guest</source>
        <translation>第二位客人</translation>
    </message>
    <message>
        <source>Not said</source>
        <translation>未说明</translation>
    </message>
    <message>
        <source>Arrival</source>
        <translation>入住日期</translation>
    </message>
    <message>
        <source>Departure</source>
        <translation>退房日期</translation>
    </message>
    <message>
        <source>May call outside</source>
        <translation>允许拨打外线</translation>
    </message>
    <message>
        <source>The PBX does not say how it is now. It will be as you choose.</source>
        <translation>PBX 没有说明现在的权限。将按您的选择设置。</translation>
    </message>
    <message>
        <source>Wake-up (optional)</source>
        <translation>叫醒（可选）</translation>
    </message>
    <message>
        <source>e.g. 6:30</source>
        <translation>例如 6:30</translation>
    </message>
    <message>
        <source>Write a time, e.g. 6:30 or 0630.</source>
        <translation>请输入时间，例如 6:30 或 0630。</translation>
    </message>
    <message>
        <source>Change a wake-up of room {number}</source>
        <translation>更改客房 {number} 的叫醒</translation>
    </message>
    <message>
        <source>Wake-up for room {number}</source>
        <translation>客房 {number} 的叫醒</translation>
    </message>
    <message>
        <source>Set wake-up</source>
        <translation>设置叫醒</translation>
    </message>
    <message>
        <source>Once</source>
        <translation>一次</translation>
    </message>
    <message>
        <source>Weekdays</source>
        <translation>按星期</translation>
    </message>
    <message>
        <source>On a date</source>
        <translation>指定日期</translation>
    </message>
    <message>
        <source>Choose one weekday at least.</source>
        <translation>请至少选择一天。</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>The PBX knows no dates. This desk sets the wake-up when its day comes: ctiapp has to run on the night desk then.</source>
        <translation>PBX 不支持日期。到那一天由本台设置叫醒：届时夜班台上的 ctiapp 必须在运行。</translation>
    </message>
    <message>
        <source>Rings again</source>
        <translation>再次振铃</translation>
    </message>
    <message>
        <source>Not again</source>
        <translation>不再振铃</translation>
    </message>
    <message>
        <source>After</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>Rings next: {when}, by the PBX’s clock.</source>
        <translation>下次振铃：{when}（以 PBX 时钟为准）。</translation>
    </message>
    <message>
        <source>The clock is put forward over this time that night: choose another one.</source>
        <translation>当夜时钟拨快，跳过了这个时间：请另选时间。</translation>
    </message>
    <message>
        <source>This time comes twice that night: the first one is meant.</source>
        <translation>当夜这个时间出现两次：以第一次为准。</translation>
    </message>
    <message>
        <source>This time is over already.</source>
        <translation>这个时间已经过去。</translation>
    </message>
    <message>
        <source>Group wake-up</source>
        <translation>团体叫醒</translation>
    </message>
    <message>
        <source>Mark rooms in the list with the space bar, or write which ones: numbers, ranges, or a part of the guest’s name, such as the group’s.</source>
        <translation>在列表中用空格键标记客房，或直接填写：房号、号段，或客人姓名中的一部分（如团名）。</translation>
    </message>
    <message>
        <source>e.g. 101-112, 115, Nordlys</source>
        <translation>例如 101-112, 115, 北极光团</translation>
    </message>
    <message>
        <source>Date (optional)</source>
        <translation>日期（可选）</translation>
    </message>
    <message>
        <source>Name of the group (optional)</source>
        <translation>团名（可选）</translation>
    </message>
    <message>
        <source>Set for all</source>
        <translation>全部设置</translation>
    </message>
    <message>
        <source>How it goes, room by room</source>
        <translation>各客房的进度</translation>
    </message>
    <message>
        <source>Try the failed ones again</source>
        <translation>重试失败的客房</translation>
    </message>
    <message>
        <source>Setting wake-ups: {done} of {count}</source>
        <translation>正在设置叫醒：{done} / {count}</translation>
    </message>
    <message>
        <source>All {count} wake-ups are set.</source>
        <translation>全部 {count} 个叫醒已设置。</translation>
    </message>
    <message>
        <source>{failed} of {count} are not set.</source>
        <translation>{count} 个中有 {failed} 个未设置。</translation>
    </message>
    <message>
        <source>No room is meant by: {what}</source>
        <translation>没有对应的客房：{what}</translation>
    </message>
    <message>
        <source>Write which rooms, or mark them in the list.</source>
        <translation>请填写客房，或在列表中标记。</translation>
    </message>
    <message>
        <source>being done</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>not done</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>stopped: not done</source>
        <translation>已停止：未完成</translation>
    </message>
    <message>
        <source>Check out room {number}</source>
        <translation>客房 {number} 退房</translation>
    </message>
    <message>
        <source>Reading what stands at the PBX…</source>
        <translation>正在读取 PBX 上的现状…</translation>
    </message>
    <message>
        <source>What will be erased</source>
        <translation>将清除的内容</translation>
    </message>
    <message>
        <source>This will be erased, as it stands at {time}. It cannot be undone.</source>
        <translation>以下内容（{time} 的现状）将被清除，且无法恢复。</translation>
    </message>
    <message>
        <source>In each of these rooms this is erased: {things}. It cannot be undone.</source>
        <translation>每间客房中将清除：{things}。此操作无法撤销。</translation>
    </message>
    <message>
        <source>The room is on the phone. It cannot be checked out before it has hung up.</source>
        <translation>客房正在通话。挂断之前无法退房。</translation>
    </message>
    <message>
        <source>Type {number} to confirm, then Enter</source>
        <translation>输入 {number} 并按回车确认</translation>
    </message>
    <message>
        <source>Type how many rooms ({count}) to confirm, then Enter</source>
        <translation>输入客房数（{count}）并按回车确认</translation>
    </message>
    <message>
        <source>or hold the button down for two seconds.</source>
        <translation>或按住按钮两秒钟。</translation>
    </message>
    <message>
        <source>Type it here first, or hold the button down for two seconds.</source>
        <translation>请先在此输入，或按住按钮两秒钟。</translation>
    </message>
    <message>
        <source>Checking out…</source>
        <translation>正在退房…</translation>
    </message>
    <message>
        <source>Room {number} is checked out.</source>
        <translation>客房 {number} 已退房。</translation>
    </message>
    <message>
        <source>All {count} rooms are checked out.</source>
        <translation>全部 {count} 间客房已退房。</translation>
    </message>
    <message>
        <source>Not everything was erased. See below.</source>
        <translation>并非全部清除。详见下方。</translation>
    </message>
    <message>
        <source>Checking out: {done} of {count}</source>
        <translation>正在退房：{done} / {count}</translation>
    </message>
    <message>
        <source>Checked in to room {number}. The PBX has it so.</source>
        <translation>客房 {number} 已入住。PBX 已确认。</translation>
    </message>
    <message>
        <source>Saved. The PBX has it so.</source>
        <translation>已保存。PBX 已确认。</translation>
    </message>
    <message>
        <source>Not everything was written. See below.</source>
        <translation>并非全部写入。详见下方。</translation>
    </message>
    <message>
        <source>Presence</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Outside calls</source>
        <translation>外线</translation>
    </message>
    <message>
        <source>Planned wake-ups</source>
        <translation>计划的叫醒</translation>
    </message>
    <message>
        <source>Call records</source>
        <translation>通话记录</translation>
    </message>
    <message>
        <source>The stay, on this desk</source>
        <translation>本台的入住记录</translation>
    </message>
    <message>
        <source>nothing there</source>
        <translation>无内容</translation>
    </message>
    <message>
        <source>the PBX does not tell</source>
        <translation>PBX 不提供</translation>
    </message>
    <message>
        <source>asked for, but it cannot be read whether it is done</source>
        <translation>已请求，但无法读回确认</translation>
    </message>
    <message>
        <source>none · confirmed</source>
        <translation>无 · 已确认</translation>
    </message>
    <message>
        <source>{found} · confirmed</source>
        <translation>{found} · 已确认</translation>
    </message>
    <message>
        <source>erased, confirmed</source>
        <translation>已清除，已确认</translation>
    </message>
    <message>
        <source>rings again {time}</source>
        <translation>{time} 再次振铃</translation>
    </message>
    <message>
        <source>still there: {found}</source>
        <translation>仍然存在：{found}</translation>
    </message>
    <message>
        <source>Night sheet</source>
        <translation>夜班单</translation>
    </message>
    <message>
        <source>As it stood on {time}</source>
        <translation>截至 {time}</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Save PDF</source>
        <translation>保存 PDF</translation>
    </message>
    <message>
        <source>Back to the rooms</source>
        <translation>返回客房</translation>
    </message>
    <message>
        <source>Wake-ups {day}</source>
        <translation>叫醒 {day}</translation>
    </message>
    <message>
        <source>Arrivals {day}</source>
        <translation>入住 {day}</translation>
    </message>
    <message>
        <source>Departures</source>
        <translation>退房</translation>
    </message>
    <message>
        <source>Not seen to yet</source>
        <translation>尚未处理</translation>
    </message>
    <message>
        <source>checked in</source>
        <translation>已入住</translation>
    </message>
    <message>
        <source>leaves {day}</source>
        <translation>{day}退房</translation>
    </message>
    <message>
        <source>should have left {day}</source>
        <translation>本应 {day} 退房</translation>
    </message>
    <message>
        <source>checked out</source>
        <translation>已退房</translation>
    </message>
    <message>
        <source>on weekdays</source>
        <translation>按星期重复</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Woken:</source>
        <translation>叫醒人：</translation>
    </message>
    <message>
        <source>Hotel</source>
        <translation>酒店</translation>
    </message>
    <message>
        <source>This is a hotel</source>
        <translation>这是一家酒店</translation>
    </message>
    <message>
        <source>Shows the place Rooms: guests, wake-up calls, check-in and check-out.</source>
        <translation>显示“客房”页面：客人、叫醒、入住和退房。</translation>
    </message>
    <message>
        <source>Extensions that are rooms</source>
        <translation>属于客房的分机</translation>
    </message>
    <message>
        <source>Numbers, ranges and departments, with commas between them.</source>
        <translation>号码、号码范围和部门，用逗号分隔。</translation>
    </message>
    <message>
        <source>101-119, 201-219, Rooms</source>
        <translation>101-119, 201-219, 客房</translation>
    </message>
    <message>
        <source>A range goes from the smaller number to the larger one, both of as many digits.</source>
        <translation>范围应从较小的号码到较大的号码，且位数相同。</translation>
    </message>
    <message>
        <source>This desk is the night desk</source>
        <translation>本机是夜班前台</translation>
    </message>
    <message>
        <source>One desk alone should be: it sets wake-up calls with a date, watches over all of them, and calls for help when one is not answered.</source>
        <translation>只应有一台：它按日期设置叫醒、监看所有叫醒，并在无人应答时发出警报。</translation>
    </message>
    <message>
        <source>Time zone of the PBX</source>
        <translation>PBX 的时区</translation>
    </message>
    <message>
        <source>Left empty, it is taken to be that of this computer as long as both clocks agree.</source>
        <translation>留空时，只要两个时钟一致，就视为与本计算机相同。</translation>
    </message>
    <message>
        <source>Europe/Berlin</source>
        <translation>Asia/Shanghai</translation>
    </message>
    <message>
        <source>There is no time zone of this name. One reads like Europe/Berlin.</source>
        <translation>没有这个名称的时区。正确写法如 Asia/Shanghai。</translation>
    </message>
    <message>
        <source>Write the night sheet every day at</source>
        <translation>每天生成夜班单的时间</translation>
    </message>
    <message>
        <source>A PDF of the night&apos;s wake-up calls. Left empty, it is not written by itself.</source>
        <translation>夜间叫醒的 PDF。留空则不自动生成。</translation>
    </message>
    <message>
        <source>22:00</source>
        <translation>22:00</translation>
    </message>
    <message>
        <source>A time of the day reads like 22:00.</source>
        <translation>时间的写法如 22:00。</translation>
    </message>
    <message>
        <source>Folder of the night sheets</source>
        <translation>夜班单所在文件夹</translation>
    </message>
    <message>
        <source>Left empty, it is that of your documents.</source>
        <translation>留空则使用您的文档文件夹。</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>This cannot be a folder.</source>
        <translation>这不能作为文件夹。</translation>
    </message>
    <message numerus="yes">
        <source>%n snoozes</source>
        <translation>
            <numerusform>再响 %n 次</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not answered</source>
        <translation>
            <numerusform>%n 个未接听</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more: show the rooms</source>
        <translation>
            <numerusform>还有 %n 个：显示客房</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Check out %n rooms</source>
        <translation>
            <numerusform>%n 间客房退房</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n extensions are rooms.</source>
        <translation>
            <numerusform>%n 个分机是客房。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rooms</source>
        <translation>
            <numerusform>%n 间客房</numerusform>
        </translation>
    </message>
    <message>
        <source>Write the name of one guest at least.</source>
        <translation>请至少填写一位客人的姓名。</translation>
    </message>
    <message>
        <source>So many guests cannot be kept for one room.</source>
        <translation>一间客房无法登记这么多客人。</translation>
    </message>
    <message>
        <source>The PBX takes at most {most} characters of a name. Nothing was written. Shorten it.</source>
        <translation>PBX 的姓名最多 {most} 个字符。未写入任何内容。请缩短姓名。</translation>
    </message>
    <message>
        <source>This is no e-mail address. One reads like ann@example.com.</source>
        <translation>这不是电子邮件地址。格式如 ann@example.com。</translation>
    </message>
    <message>
        <source>This is no mobile number. One reads like +49 170 1234567.</source>
        <translation>这不是手机号码。格式如 +49 170 1234567。</translation>
    </message>
    <message>
        <source>Choose at least one way out, or do not allow outside calls.</source>
        <translation>请至少选择一条呼出路由，或不允许拨打外线。</translation>
    </message>
    <message>
        <source>This PBX lets nobody set here who may call outside: that is set at the PBX itself. Nothing was written. Check in without it.</source>
        <translation>此 PBX 不允许在这里设置谁可以拨打外线：需在 PBX 上设置。未写入任何内容。请不带此项办理入住。</translation>
    </message>
    <message>
        <source>The PBX has no way out that this room could be allowed. The guest is written all the same. Ask your administrator.</source>
        <translation>PBX 没有可授予该客房的呼出路由。客人信息仍已写入。请联系管理员。</translation>
    </message>
    <message>
        <source>The departure is before the arrival. Correct one of them.</source>
        <translation>离店日期早于入住日期。请更正其中之一。</translation>
    </message>
    <message>
        <source>There is no room {room}. Nothing was written. Look at the list of rooms.</source>
        <translation>没有客房 {room}。未写入任何内容。请查看客房列表。</translation>
    </message>
    <message>
        <source>{guest} is in room {room}. Nothing was written. Check them out first, or edit the guest who is there.</source>
        <translation>客房 {room} 中已有 {guest}。未写入任何内容。请先办理退房，或编辑现有客人。</translation>
    </message>
    <message>
        <source>{guest} is in room {room}. Nothing was written. This PBX has no check-out: edit the guest who is there into the new one (ctl: --again), and look at the wake-up calls.</source>
        <translation>客房 {room} 中已有 {guest}。未写入任何内容。此 PBX 没有退房功能：请将现有客人编辑为新客人（ctl：--again），并查看叫醒设置。</translation>
    </message>
    <message>
        <source>Room {room} still has wake-up calls of whoever was there before: {count}. They will ring. Look at them, and delete them.</source>
        <translation>客房 {room} 仍有上一位客人的叫醒：{count} 个。它们会响铃。请查看并删除。</translation>
    </message>
    <message>
        <source>The PBX does not tell: it cannot be said whether this is done.</source>
        <translation>PBX 不提供此信息：无法确认是否已完成。</translation>
    </message>
    <message>
        <source>The PBX took it, and has it otherwise all the same. Try again, or change it at the PBX.</source>
        <translation>PBX 已接受，但实际内容与此不符。请重试，或在 PBX 上修改。</translation>
    </message>
    <message>
        <source>Language and dates were not kept: the PBX does not have these guests in the room. Try again.</source>
        <translation>未保存语言和日期：PBX 中该客房不是这些客人。请重试。</translation>
    </message>
    <message>
        <source>The PBX erases the voicemail at check-out; no program can look whether it did.</source>
        <translation>PBX 会在退房时清空语音信箱；任何程序都无法查看是否已清空。</translation>
    </message>
    <message>
        <source>The PBX may erase the room’s call records at check-out: its handbook says so in one place only.</source>
        <translation>PBX 可能会在退房时清除该客房的通话记录：其手册仅有一处这样说明。</translation>
    </message>
    <message>
        <source>Planned for this room all the same, and not deleted, as they were not shown before or are for after the departure: {times}. Look at them.</source>
        <translation>该客房仍有计划的叫醒，未删除（退房前未显示过，或在离店日期之后）：{times}。请查看。</translation>
    </message>
    <message>
        <source>There is no room {room}. Nothing was erased. Look at the list of rooms.</source>
        <translation>没有客房 {room}。未清除任何内容。请查看客房列表。</translation>
    </message>
    <message>
        <source>What stands in room {room} was not shown, or too long ago. Nothing was erased. Look at it first.</source>
        <translation>尚未显示客房 {room} 的现有内容，或显示已过期。未清除任何内容。请先查看。</translation>
    </message>
    <message>
        <source>Room {room} is being checked out already. Wait for its receipt.</source>
        <translation>客房 {room} 正在退房。请等待其回执。</translation>
    </message>
    <message>
        <source>There is nothing to be tried again for room {room}.</source>
        <translation>客房 {room} 没有可重试的内容。</translation>
    </message>
    <message>
        <source>Room {room} is on the phone. Nothing was erased. Try again when they have hung up.</source>
        <translation>客房 {room} 正在通话。未清除任何内容。请在挂断后重试。</translation>
    </message>
    <message>
        <source>{guest} is in room {room} now: somebody else than was shown. Nothing was erased. Look at the room again.</source>
        <translation>客房 {room} 中现在是 {guest}，与之前显示的客人不同。未清除任何内容。请重新查看该客房。</translation>
    </message>
    <message>
        <source>Not all of room {room} is done: the receipt says what is left. Try again.</source>
        <translation>客房 {room} 尚未全部完成：回执列出了剩余内容。请重试。</translation>
    </message>
    <message>
        <source>The PBX took the check-out of room {room}, but could not be asked what is left. Try again before somebody moves in.</source>
        <translation>PBX 已接受客房 {room} 的退房，但无法查询剩余内容。请在新客人入住前重试。</translation>
    </message>
    <message>
        <source>The check-out of room {room} was begun, and this program ended before it was known how it went. Look at the room.</source>
        <translation>客房 {room} 的退房已开始，但程序在得知结果前已结束。请查看该客房。</translation>
    </message>
    <message>
        <source>Room {room} was checked out elsewhere. This desk still has wake-up calls planned for it: {count}. Look at them, and delete them.</source>
        <translation>客房 {room} 已在别处退房。此前台仍为其计划了叫醒：{count} 个。请查看并删除。</translation>
    </message>
    <message>
        <source>The night sheet is written: {path}</source>
        <translation>夜班单已写入：{path}</translation>
    </message>
    <message>
        <source>The night sheet of {evening} could not be written. It is tried again. Look at its folder in the settings, or print it.</source>
        <translation>{evening} 的夜班单无法写入，正在重试。请检查设置中的文件夹，或直接打印。</translation>
    </message>
    <message>
        <source>Rooms and wake-up calls could not be read: whoever is missing here may have one all the same.</source>
        <translation>无法读取客房和叫醒：未列出的客房仍可能有叫醒。</translation>
    </message>
    <message>
        <source>Delete what is kept about {number}? Calls: {calls}, notes: {notes}, choices: {choices}, stays: {stays}. This cannot be undone.</source>
        <translation>删除有关 {number} 的记录？通话：{calls}，备注：{notes}，选择：{choices}，入住：{stays}。此操作无法撤销。</translation>
    </message>
    <message>
        <source>{by} has seen to {room} already. There is nothing left to do.</source>
        <translation>{room} 已由 {by} 处理，无需再做任何事。</translation>
    </message>
    <message>
        <source>So many minutes apart, some rooms would ring after midnight, on another weekday. Choose a date, or ring them closer together.</source>
        <translation>按这样的间隔，部分客房会在午夜之后、另一天振铃。请选择日期，或缩短间隔。</translation>
    </message>
    <message>
        <source>The PBX’s clock has not been read yet. Wake-up calls ring by it; the times shown here are those of this computer until then.</source>
        <translation>尚未读到 PBX 的时钟。叫醒以 PBX 时钟为准；在此之前这里显示的是本机时间。</translation>
    </message>
    <message>
        <source>What the PBX’s clock shows is not known before a call has ended. Wake-up calls ring by it; the times shown here are those of this computer until then.</source>
        <translation>在有通话结束之前，无法得知 PBX 的时钟。叫醒按其时钟响铃；在此之前，这里显示的是本机的时间。</translation>
    </message>
    <message>
        <source>Nobody watches the wake-up calls now: the PBX is not connected. What rings meanwhile is listed as not watched. See to those rooms yourself.</source>
        <translation>现在无人值守叫醒：没有连接到 PBX。期间的叫醒列为“无人值守”，请自行照看这些客房。</translation>
    </message>
    <message>
        <source>The room has a wake-up call at {at} already. Nothing was set twice.</source>
        <translation>该客房在 {at} 已有叫醒，没有重复设置。</translation>
    </message>
    <message>
        <source>The wake-up call that was to be {at} is not in the room’s list any more: it has rung, or somebody deleted it. Nothing was changed. Set a new one.</source>
        <translation>原定 {at} 的叫醒已不在该客房的列表中：它已响过，或已被删除。没有更改任何内容，请重新设置。</translation>
    </message>
    <message>
        <source>What is kept of the wake-up calls cannot be read: those that went wrong before this start are missing here. Ask whoever was at the desk before. It is tried again.</source>
        <translation>读不出已保存的叫醒记录：本次启动之前出问题的叫醒在此缺失。请询问前一班值班人员。程序会继续重试。</translation>
    </message>
    <message>
        <source>No room is named. Write or mark one at least.</source>
        <translation>没有指定客房。请至少填写或标记一间。</translation>
    </message>
    <message>
        <source>{at} does not come: the clock is put forward over it that night. Choose another time.</source>
        <translation>{at} 不会出现：当夜时钟拨快跳过了它。请另选时间。</translation>
    </message>
    <message>
        <source>Nobody has to see to this wake-up call any more. Nothing was changed.</source>
        <translation>这个叫醒已无需处理。没有做任何更改。</translation>
    </message>
    <message>
        <source>The PBX took the wake-up call for {at}, but has it otherwise than it was asked for. Look at the room’s list and set it again.</source>
        <translation>PBX 接受了 {at} 的叫醒，但内容与要求不符。请查看该客房的列表并重新设置。</translation>
    </message>
    <message>
        <source>This is not the night desk: it shows what the PBX has. Wake-up calls for a date, and what becomes of all of them, are the night desk’s.</source>
        <translation>这不是夜班台：只显示 PBX 上的内容。指定日期的叫醒以及叫醒结果由夜班台负责。</translation>
    </message>
    <message>
        <source>The PBX did not object, but it still has the wake-up call at {at}. Try again.</source>
        <translation>PBX 没有报错，但 {at} 的叫醒仍在。请重试。</translation>
    </message>
    <message>
        <source>Nobody watches the wake-up calls yet: this program waits for the PBX’s clock, or for the disk. Until it does, see to those rooms yourself.</source>
        <translation>尚无人监看叫醒电话：本程序正在等待 PBX 的时钟或磁盘。在此之前，请自行照看这些房间。</translation>
    </message>
    <message>
        <source>{at} is over, or too near for the PBX to take it. Choose a later time.</source>
        <translation>{at} 已过，或太近而来不及设置。请选择更晚的时间。</translation>
    </message>
    <message>
        <source>Something went wrong in this program with the wake-up call planned for room {room}, {at}. It is tried again every minute. Until then see to that room yourself.</source>
        <translation>本程序处理 {room} 客房 {at} 的计划叫醒时出错，每分钟会重试一次。在此之前请自行负责叫醒该客房。</translation>
    </message>
    <message>
        <source>A wake-up call for a date rings once. Choose weekdays or a date, not both.</source>
        <translation>指定日期的叫醒只响一次。请选择星期或日期，不能同时选择。</translation>
    </message>
    <message>
        <source>This planned wake-up call is not there any more, or is over already.</source>
        <translation>这个计划的叫醒已不存在或已过。</translation>
    </message>
    <message>
        <source>Wake-up calls for a date are set by the night desk. This desk is not it.</source>
        <translation>指定日期的叫醒由夜班台设置。本台不是夜班台。</translation>
    </message>
    <message>
        <source>Wake-up calls for a date that wait at this desk: {count}. It is not the night desk any more, so nobody sets them. Make it the night desk again, or plan them there.</source>
        <translation>本台有 {count} 个指定日期的叫醒等待设置，但本台已不是夜班台，无人会设置它们。请重新设为夜班台，或在夜班台上计划。</translation>
    </message>
    <message>
        <source>Something went wrong in this program: nobody sees to the wake-up calls for a date. It is tried again every minute. Until then see to those rooms yourself.</source>
        <translation>本程序出错：指定日期的叫醒无人处理，每分钟会重试一次。在此之前请自行负责叫醒这些客房。</translation>
    </message>
    <message>
        <source>Wake-up calls for a date that wait at this desk: {count}. It sets them on the PBX when their day comes: leave ctiapp running.</source>
        <translation>本台有 {count} 个指定日期的叫醒等待设置。到期时由本台在 PBX 上设置：请保持 ctiapp 运行。</translation>
    </message>
    <message>
        <source>Wake-up calls kept at this desk that cannot be read: {count}. They may be of a later version of ctiapp; nobody sees to them here. Compare the list with your own notes.</source>
        <translation>本工作台保存的叫醒中无法读取的数目：{count}。它们可能来自较新版本的 ctiapp；这里无人照看它们。请与您自己的记录核对。</translation>
    </message>
    <message>
        <source>The room has {most} wake-up calls, and can have no more. Delete one first.</source>
        <translation>该客房已有 {most} 个叫醒，不能再增加。请先删除一个。</translation>
    </message>
    <message>
        <source>The wake-up call may be set or not: the PBX did not answer when it was read back. Look at the room’s list in a moment.</source>
        <translation>叫醒可能已设置，也可能没有：读回时 PBX 没有应答。请稍后查看该客房的列表。</translation>
    </message>
    <message>
        <source>Something went wrong in this program while it watched the wake-up calls. It goes on, but may miss one: see to those rooms yourself until this is gone.</source>
        <translation>本程序监看叫醒电话时出错。它会继续，但可能漏掉某一个：在此提示消失之前，请自行照看这些房间。</translation>
    </message>
    <message>
        <source>The PBX’s clock is {offset} hours from UTC, which the time zone {zone} is not. Days on which the clock is changed may be wrong. Set the PBX’s time zone in the settings.</source>
        <translation>PBX 时钟与 UTC 相差 {offset} 小时，与时区 {zone} 不符。调整时钟的日子可能有误。请在设置中选择 PBX 的时区。</translation>
    </message>
    <message>
        <source>This PBX cannot do that. Your phone may: use its keys.</source>
        <translation>此 PBX 不支持这项操作。您的话机也许可以：请使用话机按键。</translation>
    </message>
    <message>
        <source>This PBX cannot do that from here. Do it on the PBX&apos;s own web page.</source>
        <translation>此 PBX 不支持从这里进行这项操作。请在 PBX 自己的网页上进行。</translation>
    </message>
    <message>
        <source>This PBX knows no reasons for a pause. Nothing was changed. Pause without a reason.</source>
        <translation>此 PBX 没有暂停原因。没有更改任何内容。请不带原因暂停。</translation>
    </message>
    <message>
        <source>On this PBX a wake-up call rings once. Nothing was set. Choose no further rings, or set a second wake-up call some minutes later.</source>
        <translation>在此 PBX 上，叫醒只响一次。没有设置任何内容。请选择不再重复响铃，或在几分钟后再设一个叫醒。</translation>
    </message>
    <message>
        <source>Client ID or client secret is wrong. After five wrong tries in a row the PBX lets nobody in your office sign in for ten minutes. Check both, or ask your administrator, before you try again.</source>
        <translation>客户端 ID 或客户端密钥错误。连续输错五次后，PBX 会在 10 分钟内不让您办公室的任何人登录。请先核对两者或联系管理员，再重试。</translation>
    </message>
    <message>
        <source>After five wrong tries in a row the PBX lets nobody in your office sign in for ten minutes. These are over by {time}. Check client ID and client secret, and try again after that. If it still refuses then, ask your administrator to take your address off the PBX&apos;s list of blocked ones.</source>
        <translation>连续输错五次后，PBX 会在 10 分钟内不让您办公室的任何人登录，最迟到 {time} 结束。请核对客户端 ID 和客户端密钥，到时再重试。如果之后仍被拒绝，请联系管理员将您的地址移出 PBX 的 IP 禁止名单。</translation>
    </message>
    <message>
        <source>The connection to the PBX was cut, so you are not signed in. Nothing is tried again by itself. Check address and port, and sign in again; if it goes on, ask your administrator.</source>
        <translation>与 PBX 的连接被中断，因此您没有登录，程序不会自动重试。请检查地址和端口后重新登录；如果仍然如此，请联系管理员。</translation>
    </message>
    <message>
        <source>The PBX answers that it is not ready (HTTP {status}), so you are not signed in. Nothing is tried again by itself. It may be starting, or have too much to do: wait a minute and sign in again; if it goes on, tell your administrator.</source>
        <translation>PBX 回答说尚未就绪（HTTP {status}），因此您未登录。程序不会自动重试。它可能正在启动，或者负荷过重：请等一分钟再登录；如果一直如此，请告知管理员。</translation>
    </message>
    <message>
        <source>The PBX does not answer in time, so you are not signed in. Nothing is tried again by itself. It may be busy or the network slow: check address and port, and sign in again.</source>
        <translation>PBX 未及时响应，因此您没有登录，程序不会自动重试。可能是 PBX 繁忙或网络缓慢：请检查地址和端口后重新登录。</translation>
    </message>
    <message>
        <source>Finding out which PBX this is…</source>
        <translation>正在识别 PBX 的类型…</translation>
    </message>
    <message>
        <source>An OpenVox PBX answers at {address}, but only without encryption. If you accept that others in the network may read along, type http:// before the address.</source>
        <translation>{address} 上有一台 OpenVox PBX 应答，但它不支持加密。如果您接受网络中的他人可能读取内容，请在地址前加上 http://。</translation>
    </message>
    <message>
        <source>“{text}” is no place to listen on. Type a port, for example 8260, or an address of this computer and a port.</source>
        <translation>“{text}”不是可监听的位置。请输入端口，例如 8260，或本机的一个地址加端口。</translation>
    </message>
    <message>
        <source>“{text}” is no address for the PBX to call. Type a name or an address, a colon and a port, for example office.example.com:8260.</source>
        <translation>“{text}”不是 PBX 可以访问的地址。请输入名称或地址、冒号和端口，例如 office.example.com:8260。</translation>
    </message>
    <message>
        <source>“{text}” is no port. Type a number from 1 to 65535, for example 8333.</source>
        <translation>“{text}”不是端口。请输入 1 到 65535 之间的数字，例如 8333。</translation>
    </message>
    <message>
        <source>To fetch events from a port of the PBX, the password is sent to it without encryption. Nothing was sent yet. Agree to that, or let the PBX post its events instead.</source>
        <translation>从 PBX 的端口获取事件时，密码会以不加密的方式发送给它。目前尚未发送任何内容。请同意这一点，或改由 PBX 推送事件。</translation>
    </message>
    <message>
        <source>This PBX hands out its events on a port of its own. Name that port under Advanced (the PBX shows it on its API page), or ask your administrator to have it send events by HTTP.</source>
        <translation>此 PBX 通过自己的端口提供事件。请在“高级”中填写该端口（PBX 的 API 页面上有显示），或请管理员将其改为通过 HTTP 推送事件。</translation>
    </message>
    <message>
        <source>This PBX does not hand out its events on a port: it sends them by HTTP. The password was not sent to that port. Leave the event port empty, or ask your administrator to have the PBX send events by TCP.</source>
        <translation>此 PBX 不通过端口提供事件，而是通过 HTTP 推送。密码未发送到该端口。请将事件端口留空，或请管理员将 PBX 改为通过 TCP 提供事件。</translation>
    </message>
    <message>
        <source>This computer cannot listen for the PBX&apos;s events at {address}, port {port}: another program has that port, or it is no address of this computer. Choose another port under Advanced.</source>
        <translation>本机无法在 {address} 的端口 {port} 上监听 PBX 的事件：该端口已被其他程序占用，或该地址不属于本机。请在“高级”中选择其他端口。</translation>
    </message>
    <message>
        <source>The PBX lets you in, but none of its events reaches this computer. Ask your administrator to let the PBX reach TCP port {port} of {address} through firewalls and routers, to tick the monitoring of your extension and of the trunks on the PBX&apos;s API page, and to let no other program use the same API account.</source>
        <translation>PBX 已允许登录，但它的事件无法到达本机。请让管理员在防火墙和路由器上允许 PBX 访问 {address} 的 TCP 端口 {port}，在 PBX 的 API 页面上勾选对您的分机和中继的监控，并且不让其他程序使用同一 API 账户。</translation>
    </message>
    <message>
        <source>The PBX took your client ID and secret, but at its event port {port} of {address} nothing answers. Check the port: the PBX shows it on its API page. Or leave it empty, and ask your administrator to have the PBX send events by HTTP.</source>
        <translation>PBX 已接受您的客户端 ID 和密钥，但它位于 {address} 的事件端口 {port} 没有应答。请检查该端口：PBX 的 API 页面上显示了它。或者将其留空，并让管理员把 PBX 设置为通过 HTTP 发送事件。</translation>
    </message>
    <message>
        <source>The PBX took your client ID and secret, but port {port} of {address} did not take the same ones: it closed. Perhaps it is not the port of the events. Check it: the PBX shows it on its API page.</source>
        <translation>PBX 已接受您的客户端 ID 和密钥，但 {address} 的端口 {port} 没有接受它们：连接被关闭了。它可能不是事件端口。请检查该端口：PBX 的 API 页面上显示了它。</translation>
    </message>
    <message>
        <source>This PBX tells its events in an older form (API 1.0.0) that cannot be read: your calls are shown late or not at all. The newer form (2.0.0) was asked for; perhaps another program uses the same API account. Ask your administrator for an API account of your own, and to update the PBX&apos;s firmware.</source>
        <translation>此 PBX 以无法读取的旧格式（API 1.0.0）发送事件：您的通话会显示得较晚，或完全不显示。已请求较新的格式（2.0.0）；可能有其他程序使用同一 API 账户。请让管理员为您提供专用的 API 账户，并更新 PBX 的固件。</translation>
    </message>
    <message>
        <source>The PBX lets you in, and its event port {port} at {address} is open, but no event comes out of it: your calls are shown late or not at all. Perhaps another program takes the events of the same API account. Ask your administrator to check the event settings on the PBX&apos;s API page, and to give you an API account of your own.</source>
        <translation>PBX 已允许登录，{address} 的事件端口 {port} 也已打开，但没有收到任何事件：您的通话会延迟显示，或根本不显示。可能有其他程序占用了同一 API 账户的事件。请让管理员检查 PBX 的 API 页面上的事件设置，并为您单独分配一个 API 账户。</translation>
    </message>
    <message>
        <source>No try is left: the PBX refuses every one until {time}.</source>
        <translation>没有剩余尝试次数：{time} 之前 PBX 会拒绝所有登录。</translation>
    </message>
    <message>
        <source>{verb}: this PBX cannot do that</source>
        <translation>{verb}：此 PBX 不支持</translation>
    </message>
    <message>
        <source>↑ ↓ choose · Enter transfers · Esc takes the caller back</source>
        <translation>↑ ↓ 选择 · Enter 转接 · Esc 接回来电者</translation>
    </message>
    <message>
        <source>This PBX lists no recordings. Play them from the list of calls: those that were recorded say so.</source>
        <translation>此 PBX 不提供录音列表。请从通话列表中播放：有录音的通话会有标明。</translation>
    </message>
    <message>
        <source>What you see is from {time}; calls go on at the phone.</source>
        <translation>当前显示的是 {time} 的状态；话机上的通话不受影响。</translation>
    </message>
    <message>
        <source>Calls go on at the phone.</source>
        <translation>话机上的通话不受影响。</translation>
    </message>
    <message>
        <source>Find out by itself</source>
        <translation>自动识别</translation>
    </message>
    <message>
        <source>Yeastar P-Series</source>
        <translation>Yeastar P 系列</translation>
    </message>
    <message>
        <source>Yeastar Cloud PBX</source>
        <translation>Yeastar 云 PBX</translation>
    </message>
    <message>
        <source>Yeastar K2</source>
        <translation>Yeastar K2</translation>
    </message>
    <message>
        <source>OpenVox UC</source>
        <translation>OpenVox UC</translation>
    </message>
    <message>
        <source>This PBX does not say who may work in a queue, or manages it. Name yours by their numbers.</source>
        <translation>此 PBX 不提供队列的座席和管理员信息。请填写您的队列号码。</translation>
    </message>
    <message>
        <source>Queues where I work</source>
        <translation>我担任座席的队列</translation>
    </message>
    <message>
        <source>Queues that I manage</source>
        <translation>我管理的队列</translation>
    </message>
    <message>
        <source>for example 6401, 6402</source>
        <translation>例如 6401, 6402</translation>
    </message>
    <message>
        <source>Type the numbers of queues, for example 6401, 6402.</source>
        <translation>请输入队列号码，例如 6401, 6402。</translation>
    </message>
    <message>
        <source>Kind of PBX</source>
        <translation>PBX 类型</translation>
    </message>
    <message>
        <source>or the user name of the PBX&apos;s API</source>
        <translation>或 PBX API 的用户名</translation>
    </message>
    <message>
        <source>or the password of the PBX&apos;s API</source>
        <translation>或 PBX API 的密码</translation>
    </message>
    <message>
        <source>Where this computer listens for events</source>
        <translation>本机监听事件的位置</translation>
    </message>
    <message>
        <source>8260, or an address of its own and a port</source>
        <translation>8260，或本机的地址加端口</translation>
    </message>
    <message>
        <source>Where the PBX reaches that</source>
        <translation>PBX 访问它所用的地址</translation>
    </message>
    <message>
        <source>only behind a router: its address and port</source>
        <translation>仅在路由器之后：其地址和端口</translation>
    </message>
    <message>
        <source>Event port of the PBX</source>
        <translation>PBX 的事件端口</translation>
    </message>
    <message>
        <source>only where it shall not post events</source>
        <translation>仅当 PBX 不推送事件时填写</translation>
    </message>
    <message>
        <source>Send the password to the event port in clear</source>
        <translation>以明文向事件端口发送密码</translation>
    </message>
    <message>
        <source>That port knows no encryption: whoever can read along in the network learns the password.</source>
        <translation>该端口不支持加密：能够读取网络内容的人会得知密码。</translation>
    </message>
    <message>
        <source>Type a port, for example 8260, or an address of this computer and a port.</source>
        <translation>请输入端口，例如 8260，或本机的一个地址加端口。</translation>
    </message>
    <message>
        <source>Type a name or an address, a colon and a port.</source>
        <translation>请输入名称或地址、冒号和端口。</translation>
    </message>
    <message>
        <source>Type a number from 1 to 65535.</source>
        <translation>请输入 1 到 65535 之间的数字。</translation>
    </message>
    <message>
        <source>Agree below that the password goes in clear, or leave this empty.</source>
        <translation>请在下方同意以明文发送密码，或将此处留空。</translation>
    </message>
    <message>
        <source>New message from {who}</source>
        <translation>{who} 的新留言</translation>
    </message>
    <message>
        <source>{count} new messages</source>
        <translation>{count} 条新留言</translation>
    </message>
    <message>
        <source>Deleted: the message from {who}</source>
        <translation>已删除：{who} 的留言</translation>
    </message>
    <message>
        <source>The PBX no longer has this message. It may have been deleted by phone.</source>
        <translation>PBX 上已没有这条留言。它可能已通过话机删除。</translation>
    </message>
    <message>
        <source>This message is being deleted already. Wait until the PBX has confirmed it.</source>
        <translation>这条留言正在删除。请等待 PBX 确认。</translation>
    </message>
    <message>
        <source>The mailbox has changed, and this message could be taken for another. Nothing was done: read the list again.</source>
        <translation>语音信箱已有变动，这条留言可能被误认为另一条。未执行任何操作：请重新读取列表。</translation>
    </message>
    <message>
        <source>The PBX said that the message was deleted, but still lists it. Look again in a minute before you repeat it.</source>
        <translation>PBX 表示留言已删除，但列表中仍有它。请过一分钟再查看，然后再决定是否重试。</translation>
    </message>
    <message>
        <source>The message was not saved. {why}</source>
        <translation>留言未保存。{why}</translation>
    </message>
    <message>
        <source>The message was not deleted. {why}</source>
        <translation>留言未删除。{why}</translation>
    </message>
    <message>
        <source>There is no message “{which}”. `ctiapp ctl voicemail list` prints those that there are.</source>
        <translation>没有留言“{which}”。`ctiapp ctl voicemail list` 会列出现有的留言。</translation>
    </message>
    <message>
        <source>Several messages are from {which}. Name one of them: {known}</source>
        <translation>{which} 留下了多条留言。请指定其中一条：{known}</translation>
    </message>
    <message>
        <source>A deleted message cannot be had back. Nothing was deleted: say --yes to do it.</source>
        <translation>删除的留言无法恢复。尚未删除任何内容：加上 --yes 才会删除。</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>留言</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>留言</translation>
    </message>
    <message>
        <source>New message</source>
        <translation>新留言</translation>
    </message>
    <message>
        <source>Message from {who}</source>
        <translation>{who} 的留言</translation>
    </message>
    <message>
        <source>Message from {who}, {time}</source>
        <translation>{who} 的留言，{time}</translation>
    </message>
    <message>
        <source>Loading the messages…</source>
        <translation>正在加载留言…</translation>
    </message>
    <message>
        <source>No messages. Whoever cannot reach you and leaves one stands here.</source>
        <translation>没有留言。联系不上您的人留言后会显示在这里。</translation>
    </message>
    <message>
        <source>The messages are loaded as soon as the PBX is connected.</source>
        <translation>连接到 PBX 后即会加载留言。</translation>
    </message>
    <message>
        <source>This PBX does not hand out messages, or not to this API user. Your administrator can allow it.</source>
        <translation>此 PBX 不提供留言，或不向此 API 用户提供。管理员可以允许。</translation>
    </message>
    <message>
        <source>What the PBX sent is no message. Try again later.</source>
        <translation>PBX 发来的不是留言。请稍后重试。</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Delete for good</source>
        <translation>永久删除</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Delete the message from {who}? It is deleted at the PBX and cannot be had back.</source>
        <translation>删除 {who} 的留言？它将从 PBX 上删除，无法恢复。</translation>
    </message>
    <message>
        <source>Save the message</source>
        <translation>保存留言</translation>
    </message>
    <message numerus="yes">
        <source>%n messages</source>
        <translation>
            <numerusform>%n 条留言</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n 条新留言</numerusform>
        </translation>
    </message>
    <message>
        <source>{queue} wants the queue’s password, and the PBX does not tell it. Nothing was changed there. Your administrator knows it: it stands in the PBX’s settings of the queue.</source>
        <translation>{queue} 要求输入队列密码，而电话系统没有告知。那里未作任何更改。管理员知道该密码：它在电话系统的队列设置中。</translation>
    </message>
    <message>
        <source>The PBX refused this password of {queue}. Nothing was changed there. Type it again, or ask your administrator: it stands in the PBX’s settings of the queue.</source>
        <translation>电话系统拒绝了 {queue} 的这个密码。那里未作任何更改。请重新输入，或询问管理员：它在电话系统的队列设置中。</translation>
    </message>
    <message>
        <source>The PBX refused the remembered password of {queue}, so it was forgotten. Nothing was changed there. Ask your administrator for the new one: it stands in the PBX’s settings of the queue.</source>
        <translation>电话系统拒绝了已记住的 {queue} 密码，因此已将其忘记。那里未作任何更改。请向管理员询问新密码：它在电话系统的队列设置中。</translation>
    </message>
    <message>
        <source>{queue} wants the queue’s password, and the PBX does not tell it. Nothing was changed. Log in there yourself once, in “My queues”, or have the agent do it: there it is asked for.</source>
        <translation>{queue} 要求输入队列密码，而电话系统没有告知。未作任何更改。请您自己先在“我的队列”中登录一次，或让该坐席自行登录：那里会询问密码。</translation>
    </message>
    <message>
        <source>The password of {queue} was used and is not kept, as this sign-in is not remembered either. You will be asked for it again.</source>
        <translation>{queue} 的密码已使用，但不会保存，因为本次登录也未被记住。下次仍会询问。</translation>
    </message>
    <message>
        <source>The password of {queue} was used, but could not be kept: the system’s key store is missing or locked. You will be asked for it again.</source>
        <translation>{queue} 的密码已使用，但无法保存：系统的密钥库不可用或已锁定。下次仍会询问。</translation>
    </message>
    <message>
        <source>{why} Give it on standard input: --queue NUMBER --password-stdin</source>
        <translation>{why}请通过标准输入提供：--queue NUMBER --password-stdin</translation>
    </message>
    <message>
        <source>A password is of one queue. Name that one: --queue NUMBER</source>
        <translation>一个密码只属于一个队列。请指明该队列：--queue NUMBER</translation>
    </message>
    <message>
        <source>Password of {queue}</source>
        <translation>{queue} 的密码</translation>
    </message>
    <message>
        <source>Show the queue’s password</source>
        <translation>显示队列密码</translation>
    </message>
    <message>
        <source>Hide the queue’s password</source>
        <translation>隐藏队列密码</translation>
    </message>
    <message>
        <source>Log in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Log out</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Type the queue’s password.</source>
        <translation>请输入队列密码。</translation>
    </message>
    <message>
        <source>Sent to the PBX …</source>
        <translation>已发送给电话系统…</translation>
    </message>
    <message>
        <source>You have a call. Test events when your phone is free: it rings for that.</source>
        <translation>您正在通话。请在话机空闲时再测试事件：测试时话机会响铃。</translation>
    </message>
    <message>
        <source>Events are being tested already.</source>
        <translation>正在测试事件。</translation>
    </message>
    <message>
        <source>Your phone did not ring, so that nothing was tested. See that it is connected to the PBX and takes calls, then test again.</source>
        <translation>您的话机没有响铃，因此未能测试。请确认话机已连接到 PBX 并且可以接听来电，然后再测试一次。</translation>
    </message>
    <message>
        <source>The PBX did not end the ring of the test. Lift the handset and hang up.</source>
        <translation>PBX 没有结束测试的响铃。请拿起听筒再挂断。</translation>
    </message>
    <message>
        <source>There is nothing to test: this computer fetches the events from the PBX by itself.</source>
        <translation>无需测试：本机自行从 PBX 获取事件。</translation>
    </message>
    <message>
        <source>Test events</source>
        <translation>测试事件</translation>
    </message>
    <message>
        <source>Calls are shown only if the PBX can reach this computer. For the test your phone rings for a moment, nobody else&apos;s; leave it on the hook.</source>
        <translation>只有 PBX 能够连接到本机，才会显示来电。测试时您的话机会短暂响铃，其他人的话机不会；请不要拿起听筒。</translation>
    </message>
    <message>
        <source>Testing: your phone rings for a moment…</source>
        <translation>正在测试：您的话机会短暂响铃…</translation>
    </message>
    <message>
        <source>The PBX&apos;s events reach this computer, after {seconds} s.</source>
        <translation>PBX 的事件可以到达本机，用时 {seconds} 秒。</translation>
    </message>
    <message>
        <source>Your phone rang, and no event of the PBX came to this computer.</source>
        <translation>您的话机响过铃，但没有任何 PBX 事件到达本机。</translation>
    </message>
</context>
</TS>
