# Makes the Windows installer (msi) in target\package. Needs a JDK 25 in JAVA_HOME and WiX 3 or later on the PATH, which jpackage uses.
#     powershell -ExecutionPolicy Bypass -File installers\package.ps1 [-Version 1.2.3]
# Never run yet: nobody here has a Windows machine. It does what installers/package does, whose comments say why.
param([string] $Version = "")
$ErrorActionPreference = "Stop"
$top = Split-Path -Parent $PSScriptRoot
Set-Location $top
$java = $env:JAVA_HOME
if (-not $java -or -not (Test-Path "$java\release") -or -not (Select-String -Quiet '^JAVA_VERSION="25' "$java\release")) {
    throw "Set JAVA_HOME to a JDK 25 (Temurin 25)."
}
function Invoke-Tool {
    $tool, $rest = $args
    & $tool @rest
    if ($LASTEXITCODE -ne 0) { throw "$tool ended with status $LASTEXITCODE." }
}
function Get-Flags([string] $name) {
    $line = Select-String "^$name=`"(.*)`"" installers\jvm-flags
    return $line.Matches[0].Groups[1].Value.Split(" ")
}
$pom = (Select-String '^  <version>(.*)</version>' pom.xml | Select-Object -First 1).Matches[0].Groups[1].Value
if (-not $Version) { $Version = $pom }
$epoch = $env:SOURCE_DATE_EPOCH
if (-not $epoch) { $epoch = git log -1 --format=%ct }
$when = [DateTimeOffset]::FromUnixTimeSeconds([long] $epoch).ToString("yyyy-MM-ddTHH:mm:ssZ")

Invoke-Tool .\mvnw.cmd -q -pl relay-console -am package "-Dmaven.test.skip=true"
$built = "relay-console\target"
$work = "target\package"
if (Test-Path $work) { Remove-Item -Recurse -Force $work }
New-Item -ItemType Directory -Force "$work\jars", "$work\app", "$work\jmods" | Out-Null

Get-ChildItem "$built\lib\*.jar" | Where-Object { $_.Name -notmatch '-(linux|osx)-' } | Copy-Item -Destination "$work\jars"
Invoke-Tool "$java\bin\jar" --create --date $when --file "$work\jars\relay-console-$pom.jar" -C "$built\classes" .
Invoke-Tool "$java\bin\java" installers\packaging\SlimJars.java "$work\jars" "$work\app" $epoch
Add-Type -AssemblyName System.IO.Compression.FileSystem
foreach ($jar in Get-ChildItem "$work\app\*-windows-*.jar") {
    $zip = [IO.Compression.ZipFile]::OpenRead($jar.FullName)
    foreach ($entry in $zip.Entries | Where-Object { $_.FullName -like "META-INF/native/*.dll" }) {
        [IO.Compression.ZipFileExtensions]::ExtractToFile($entry, (Join-Path (Resolve-Path "$work\app") $entry.Name), $true)
    }
    $zip.Dispose()
}

$modules = @()
foreach ($jar in Get-ChildItem "$built\fx\*-win*.jar") {
    $module = $jar.Name -replace '^(javafx)-([a-z]+)-.*', '$1.$2'
    $folder = "$work\fx\$module"
    [IO.Compression.ZipFile]::ExtractToDirectory($jar.FullName, (Join-Path $top "$folder\classes"))
    New-Item -ItemType Directory -Force "$folder\libs" | Out-Null
    if (Test-Path "$folder\classes\META-INF") { Remove-Item -Recurse "$folder\classes\META-INF" }
    Get-ChildItem "$folder\classes\*.dll" | Move-Item -Destination "$folder\libs"
    Invoke-Tool "$java\bin\jmod" create --date $when --class-path "$folder\classes" --libs "$folder\libs" "$work\jmods\$module.jmod"
    $modules += $module
}
$classpath = (Get-ChildItem "$work\app\*.jar" | ForEach-Object { $_.FullName }) -join ";"
$needed = Invoke-Tool "$java\bin\jdeps" --ignore-missing-deps --multi-release 25 --print-module-deps --recursive `
    --module-path "$built\fx" --add-modules ($modules -join ",") --class-path $classpath `
    "$work\app\relay-console-$pom.jar" "$work\app\relay-engine-$pom.jar"
Invoke-Tool "$java\bin\jlink" --module-path "$work\jmods" --add-modules "$needed,$($modules -join ','),jdk.jcmd,jdk.localedata" --include-locales "en,de" `
    --strip-java-debug-attributes --no-header-files --no-man-pages --compress zip-6 --output "$work\runtime"

Invoke-Tool .\mvnw.cmd -q -pl relay-console -am "-DoutputDirectory=$top\$work" compile org.cyclonedx:cyclonedx-maven-plugin:makeBom
Move-Item "$work\wzp-relay.cdx.json" "$work\wzp-relay-$Version.cdx.json"
Invoke-Tool "$java\bin\java" -cp $classpath installers\packaging\Notices.java installers\packaging\licences `
    "$work\wzp-relay-$Version.cdx.json" $built "$work\app" "$work\THIRD-PARTY.txt"
Copy-Item "$work\THIRD-PARTY.txt", LICENSE "$work\app"

$options = @()
foreach ($flag in (Get-Flags ENGINE_FLAGS) + (Get-Flags CONSOLE_FLAGS) + '-Djava.library.path=$APPDIR', '-Dio.netty.native.workdir=$APPDIR') { $options += "--java-options", $flag }
# the commands, with a console window of their own
$relay = @("main-class=org.wzp.relay.cli.Main", "win-console=true", "win-shortcut=false", "win-menu=false",
    ("java-options=" + (((Get-Flags ENGINE_FLAGS) + (Get-Flags RELAY_FLAGS) + '-Djava.library.path=$APPDIR', '-Dio.netty.native.workdir=$APPDIR') -join " ")))
[IO.File]::WriteAllLines((Join-Path $top "$work\wzp-relay.properties"), $relay)
Invoke-Tool "$java\bin\jpackage" --type msi --dest $work --name "WZP Relay Console" --app-version ($Version -replace '[^0-9.].*', '') `
    --vendor "WZP Relay" --description "Voice relay with a window" --icon src-assets\icons\wzp-relay.ico --license-file LICENSE `
    --file-associations installers\packaging\windows\hour.properties `
    --runtime-image "$work\runtime" --input "$work\app" --main-jar "relay-console-$pom.jar" --main-class org.wzp.console.app.Launcher `
    --add-launcher "wzp-relay=$work\wzp-relay.properties" --win-menu --win-shortcut-prompt --win-dir-chooser `
    --win-upgrade-uuid 5b1f7f0e-6a0e-4c39-9f2c-1d8f5a5f7c11 @options
Get-ChildItem "$work\*.msi", "$work\*.cdx.json" | ForEach-Object { "$((Get-FileHash $_).Hash.ToLower())  $($_.Name)" } |
    Set-Content "$work\SHA256SUMS"
Get-Content "$work\SHA256SUMS"
