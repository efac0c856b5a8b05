<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>words</name>
    <message>
        <source>Nothing answers at this address. The PBX may be switched off, or the address or port is wrong. Check the address; from outside the office a VPN may be needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to the PBX failed. What you see may be old. It is being tried again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to the PBX was lost. Calls go on at the phone; what you see here may be old. It is being set up again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PBX does not answer in time. It may be busy or the network slow. It is being tried again; you need not do anything.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The certificate of {host} is not trusted, so nothing was sent. It was issued by {issuer}. Its SHA-256 fingerprint is {sha256}. Compare it with the one that your administrator gives you; if it is the same, trust exactly this one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PBX did not let us in. Nothing is tried again by itself. Check what you entered, or ask your administrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client ID or client secret is wrong. After five wrong tries in a row the PBX blocks the address of your whole office. Check both, or ask your administrator, before you try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PBX ended this session. Sign in again to go on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All 8 places of this API client are taken: so many programs are signed in with it already. It waits for one to become free. Sign out somewhere else, or ask your administrator for a client of your own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PBX has blocked the address of your office after too many wrong tries. Nobody here can sign in. Ask your administrator to unblock it (PBX: Security &gt; Blocked IPs).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PBX does not allow its API to be used from this address. Ask your administrator to add it to the allowed addresses (PBX: Integrations &gt; API).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Integrations &gt; API is switched off on the PBX, so no program can use it. Ask your administrator to switch it on, then sign in again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PBX has no extension {extension}. Client ID and secret are right. Check the number: it is the one that colleagues dial to reach you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something answers at this address, but it is not the API of a PBX. Check address and port; the API often has the port of the PBX&apos;s web page, for example 8088.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PBX sent something that cannot be read. It was left out; the rest is shown. If this goes on, tell your administrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PBX has calls of yours but reports none of them. Its monitoring is off: ask your administrator to tick, under Integrations &gt; API, the monitoring of extension call state, extension registration, extension presence and trunk call state.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PBX answered with an error. Nothing was changed. Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PBX refused this. The call is as it was. Use the phone if it is urgent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This PBX or this phone cannot do that. Use the keys of the phone instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are not allowed to do that. Ask your administrator for the right to do it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The call has changed in the meantime, so this was not done. Look at the card and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has this number, or the call is over. Check the number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The other side is busy or does not take the call. Try again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The command was sent, but the PBX did not say whether it was done. The picture is being fetched again: look before you repeat it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That cannot be done as asked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing to call. Type an extension, a name or a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” has letters in it, so it is no number. Type digits, or a name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is no number: only digits, +, * and # can be dialled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is no number: a plus sign may stand only at its beginning.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is too long to be a number: at most 32 digits can be dialled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody is called “{text}”. Nothing was dialled. Type more of the name, or a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Several people fit “{text}”. Choose one from the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong in this program. Your calls are not touched. If it happens again, send the log to your administrator.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PBX reported something that cannot be. The true picture is being fetched again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A setting could not be read or saved. The rest holds. Open the settings and look.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings file {file} has errors. What could be read holds, a copy of the old file was kept. Check your settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A file of this program could not be read or written. Check that the disk is not full.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system&apos;s key store is missing or locked, so nothing can be remembered. You can go on; the next start asks for the secret again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Part of the PBX&apos;s directory could not be loaded. Some names are missing; calls are not affected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This desktop lets no program place a window, so calls are shown as notifications instead of cards. The main window shows them all.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This desktop has no tray. When you close the window it is minimised, so that calls can still be shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It goes on in the tray, so that calls can still be shown. Quit from its menu.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ctiapp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PBX code {code}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Number withheld</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unknown caller</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>via {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Called {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Line {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lift the handset to answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lift the handset to answer, or press the key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incoming call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incoming call from {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the window</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is calling</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ctiapp – {state}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} · {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to the PBX is down. What you see is from {time}; calls go on at the phone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection to the PBX is down. Calls go on at the phone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{key} is set for two things: {first}, and {second}. Nothing was done. Change one of them in the settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Places</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Status</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Search and call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer the oldest ringing call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hang up the selected call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject the oldest ringing call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold or resume the selected call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select the next call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select the previous call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show all keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close what is open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No call at the moment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incoming calls appear here by themselves. To call somebody, press {key} and type a name or a number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Incoming calls appear here by themselves. To call somebody, type a name or a number at the top.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>via</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>direct</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>internal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>outgoing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pick up your phone, then {name} is called</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The other side has put you on hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not updated for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{state}: {name}, {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{state}: {name}, {number}, selected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is calling, via {via}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call with {name}: {how}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Selected: {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Just now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calls that end while you work are listed here, so that you can call back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>missed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rang {age}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>People</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading names: {loaded} of {total}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loading names: {loaded}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No other extension is known yet. When the names are loaded, your colleagues are listed here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name}, {number}, {state}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On a call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ringing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do not disturb</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At lunch</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On a business trip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Off work</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name, extension or number…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Matches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as typed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} is a code that commands the PBX. Press Enter again to dial {number}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press Enter to call {number}, or Esc to leave it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calling {number}…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>↑ ↓ choose · Enter calls · Esc closes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody fits “{text}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Voice menu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ring group</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Conference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign in to your PBX</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your administrator gives you the client ID and its secret.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PBX address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>pbx.example.com or 192.168.5.150:8088</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client ID</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Client secret</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>remembered – leave empty to use it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the client secret</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hide the client secret</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your extension</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for example 2000</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remember me on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The secret is kept in the system&apos;s key store, and the next start signs in by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CA file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only where your company has its own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>http://proxy.example.com:3128</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please fill this in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a blank in it. Check what you pasted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An extension has digits only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a host name or an address, for example pbx.example.com.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type the proxy as a URL, for example http://proxy.example.com:3128.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Be sure before you try: after the last wrong try the PBX blocks the address of your whole office.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This PBX shows a certificate that this computer does not know</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is usual for a PBX in the own house. Nothing was sent yet. Compare the fingerprint with the one that your administrator gives you.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Address</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trust exactly this certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>English</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>简体中文</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cards appear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bottom left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bottom right</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When I dial from here, my phone picks up by itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For phones that can do that. Otherwise your phone rings first and you lift the handset.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They work wherever you are in the window, in text fields too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the key for: {action}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset the key for: {action}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reset all keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press the new key…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Also: {action}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This key types. Take a function key, or one with Ctrl or Alt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text fields need this key themselves. Take another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This key cannot be used. Take a function key, or one with Ctrl or Alt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This key stays as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Account</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody is signed in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at {address}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>firmware {firmware}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The secret is remembered in the system&apos;s key store. Signing out removes it from there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Data directory</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Simulated desk phone {number}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Lift handset</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ring me</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in a call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on the hook</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No call is ringing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no call to do that with.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This phone cannot be answered from here: lift the handset.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This call cannot be held now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You are in a call: this key does not reject the ringing one. Use the key that is printed on its Reject button.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not connected to the PBX: nothing was done. Use the phone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That cannot be done with this call now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Already sent; the PBX has not confirmed it yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{number} is your own extension.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A call is being set up already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The PBX took the call to {number} but has not shown it yet. Look at your phone before you dial again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was sent, but the PBX has not confirmed it. The picture is being fetched again: look before you repeat it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This call is over.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your extension may not call this number. Ask your administrator for the right to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your extension may not call outside numbers. Ask your administrator for the right to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All outside lines are busy. Wait a moment and call again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They do not want to be disturbed now. Try later, or somebody else.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their phone cannot be reached: it may be switched off. Try another number.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Busy. Try again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has this number. Check it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody answered. Try again later.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This number is no longer in use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number is not complete. Check it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They did not take the call.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The call could not be put through. Try again, or use the phone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address of the PBX is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The client ID is missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is no extension: it has digits only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No secret is remembered on this computer. Enter the client secret.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is no address of a PBX. Type for example pbx.example.com or 192.168.5.150:8088.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The CA file cannot be read. Choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A certificate that is trusted by its fingerprint cannot be used through a proxy. Remove the proxy, or use a CA file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only part of the PBX&apos;s directory could be loaded ({loaded} entries). Some names are missing; calls are not affected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>OFFERED</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RINGING</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CALLING</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TALKING</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>HELD</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PARKED</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>ENDED</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You hung up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The other side hung up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answered elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The caller gave up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Transferred</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Parked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The call failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended while the connection was down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You may not call this number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You may not call outside numbers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All outside lines are busy; try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They do not want to be disturbed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Their phone cannot be reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has this number</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This number is no longer in use</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number is not complete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Declined</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Note</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Warning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hang up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resume</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Calling…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hanging up…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejecting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Holding…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resuming…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Signed out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Live</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reconnecting…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n minutes</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Answered by {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No try is left: another wrong one is refused by the PBX.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n tries left.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>+%n more calls ringing</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n calls ringing</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>length not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n seconds</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
</TS>
