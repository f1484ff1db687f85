@echo off
rem Runs Menagerie from its source tree, building it first where that is needed.
rem Without delayed expansion a "!" in a path is just that.
setlocal EnableExtensions DisableDelayedExpansion
for %%I in ("%~dp0..") do set "ROOT=%%~fI\"
set "LOG=%ROOT%target\build.log"
rem Of PowerShell 7, it would keep the modules of Windows PowerShell from being found.
set "PSModulePath="

rem Stale is what has no zip, or one older than a pom or a file under src\main.
powershell -NoProfile -Command "Set-Location -LiteralPath $env:ROOT; $zip = Get-Item runner\target\menagerie-*.zip -ErrorAction SilentlyContinue | Select-Object -First 1; if (-not $zip) { exit 1 }; $modules = ([xml](Get-Content pom.xml)).project.modules.module; $files = @(Get-Item pom.xml) + @($modules | ForEach-Object { Get-Item (Join-Path $_ pom.xml); Get-ChildItem (Join-Path $_ src\main) -Recurse -ErrorAction SilentlyContinue }); $newer = @($files | Where-Object { $_.LastWriteTime -gt $zip.LastWriteTime })[0]; if ($newer) { [Console]::Error.WriteLine('Building Menagerie (newer than the last build: ' + $newer.FullName + ') ...'); exit 2 }; exit 0"
if %ERRORLEVEL%==0 goto run
if %ERRORLEVEL%==1 echo Building Menagerie ^(first start: it downloads about 350 MB of libraries that Maven lacks, and takes minutes^) ... 1>&2
where /q mvn
if errorlevel 1 (
  echo runner: no mvn found: install Maven 3.8 or later to build Menagerie. 1>&2
  exit /b 1
)
if not exist "%ROOT%target" mkdir "%ROOT%target"
rem What is edited during the build must be newer than the zip.
powershell -NoProfile -Command "New-Item -Force ($env:ROOT + 'target\build.start') | Out-Null"
pushd "%ROOT%"
rem Everything goes to the log; modules and what is downloaded are shown as well.
powershell -NoProfile -Command "& mvn -B -DskipTests package 2>&1 | ForEach-Object { $_.ToString() } | Tee-Object -FilePath target\build.log | Where-Object { $_ -match 'Building .*\[\d+/\d+\]|Downloaded from' } | ForEach-Object { [Console]::Error.WriteLine($_) }; exit $LASTEXITCODE" <nul
set "RESULT=%ERRORLEVEL%"
popd
if not "%RESULT%"=="0" (
  rem Tee-Object writes UTF-16, which findstr does not read.
  powershell -NoProfile -Command "Get-Content -LiteralPath $env:LOG | Where-Object { -not $_.StartsWith('[INFO]') } | ForEach-Object { [Console]::Error.WriteLine($_) }"
  echo runner: the build failed; the lines above are in "%LOG%". 1>&2
  exit /b 1
)
powershell -NoProfile -Command "Set-Location -LiteralPath $env:ROOT; $start = (Get-Item target\build.start).LastWriteTime; Get-Item runner\target\menagerie-*.zip | ForEach-Object { $_.LastWriteTime = $start }"

:run
set "DIST="
for %%Z in ("%ROOT%runner\target\menagerie-*.zip") do set "DIST=%%~dpnZ"
if not defined DIST (
  echo runner: the build left no distribution in "%ROOT%runner\target"; see "%LOG%". 1>&2
  exit /b 1
)
rem Without "call", which would read "%%" and "^" in the arguments once more; so nothing below is reached.
"%DIST%\bin\runner.cmd" %*
