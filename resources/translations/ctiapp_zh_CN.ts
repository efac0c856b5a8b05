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
    <message>
        <source>Answered by {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No try is left: another wrong one is refused by the PBX.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%n tries left.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>+%n more calls ringing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%n calls ringing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>length not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%n seconds</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
